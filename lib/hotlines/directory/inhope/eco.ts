import { inhopeMember } from './member';

export const eco = inhopeMember({ id: 'eco', name: 'eco complaints office', country: 'DE', website: 'https://www.internet-beschwerdestelle.de' });
