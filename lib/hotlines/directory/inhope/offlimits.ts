import { inhopeMember } from './member';

export const offlimits = inhopeMember({ id: 'offlimits', name: 'Offlimits', country: 'NL', website: 'https://offlimits.nl' });
