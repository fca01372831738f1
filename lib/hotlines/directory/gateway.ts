import type { DirectoryEntry } from './entry';

export const gateway: DirectoryEntry = {
  id: 'gateway',
  name: 'Your own gateway',
  country: null,
  channel: 'webhook',
  website: null,
  takes: { text: true, files: true, urlsOnly: false },
  source: 'Ours: what it is sent, and what it has to answer, is in docs/hotlines.md.',
};
