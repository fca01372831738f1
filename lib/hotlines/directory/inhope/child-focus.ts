import { inhopeMember } from './member';

export const childFocus = inhopeMember({ id: 'child-focus', name: 'Child Focus', country: 'BE', website: 'https://childfocus.be' });
