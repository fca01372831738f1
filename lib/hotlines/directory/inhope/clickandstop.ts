import { inhopeMember } from './member';

export const clickandstop = inhopeMember({ id: 'clickandstop', name: 'clickandstop.ch', country: 'CH', website: 'https://www.clickandstop.ch' });
