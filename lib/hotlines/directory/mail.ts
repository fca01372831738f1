import type { DirectoryEntry } from './entry';

export const mail: DirectoryEntry = {
  id: 'mail',
  name: 'Sealed mail to an authority',
  country: null,
  channel: 'email',
  website: null,
  takes: { text: true, files: true, urlsOnly: false },
  source: 'Ours: for a body that takes mail sealed with OpenPGP (RFC 3156); its address and key are settings.',
};
