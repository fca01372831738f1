import { inhopeMember } from './member';

export const nettivihje = inhopeMember({ id: 'nettivihje', name: 'Nettivihje', country: 'FI', website: 'https://www.nettivihje.info' });
