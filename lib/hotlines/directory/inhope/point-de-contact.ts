import { inhopeMember } from './member';

export const pointDeContact = inhopeMember({ id: 'point-de-contact', name: 'Point de Contact', country: 'FR', website: 'https://www.pointdecontact.net' });
