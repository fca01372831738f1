import type { DirectoryEntry } from './entry';

export const ncmec: DirectoryEntry = {
  id: 'ncmec',
  name: 'NCMEC CyberTipline',
  country: 'US',
  channel: 'api',
  website: 'https://report.cybertip.org',
  takes: { text: true, files: true, urlsOnly: false },
  source: 'The published documentation of the reporting API and its schema; 18 USC 2258A.',
};
