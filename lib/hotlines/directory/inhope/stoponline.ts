import { inhopeMember } from './member';

export const stoponline = inhopeMember({ id: 'stoponline', name: 'STOPonline.cz', country: 'CZ', website: 'https://www.stoponline.cz' });
