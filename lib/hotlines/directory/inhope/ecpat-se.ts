import { inhopeMember } from './member';

export const ecpatSe = inhopeMember({ id: 'ecpat-se', name: 'ECPAT Sverige', country: 'SE', website: 'https://ecpat.se' });
