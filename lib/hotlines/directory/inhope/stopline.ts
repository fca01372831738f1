import { inhopeMember } from './member';

export const stopline = inhopeMember({ id: 'stopline', name: 'Stopline', country: 'AT', website: 'https://www.stopline.at' });
