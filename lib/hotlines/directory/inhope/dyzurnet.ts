import { inhopeMember } from './member';

export const dyzurnet = inhopeMember({ id: 'dyzurnet', name: 'Dyżurnet.pl', country: 'PL', website: 'https://dyzurnet.pl' });
