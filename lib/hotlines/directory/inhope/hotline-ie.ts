import { inhopeMember } from './member';

export const hotlineIe = inhopeMember({ id: 'hotline-ie', name: 'Hotline.ie', country: 'IE', website: 'https://www.hotline.ie' });
