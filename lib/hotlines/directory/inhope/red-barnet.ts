import { inhopeMember } from './member';

export const redBarnet = inhopeMember({ id: 'red-barnet', name: 'Red Barnet', country: 'DK', website: 'https://redbarnet.dk' });
