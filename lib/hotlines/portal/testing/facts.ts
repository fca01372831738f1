import type { AccountFacts, FileFacts, ItemFacts, Moment, ReportFacts } from '../../facts';

export const moment = (text: string): Moment => ({ at: new Date(text), text });

export const accountFacts = (id: string, more: Partial<AccountFacts> = {}): AccountFacts => ({
  id, externalId: `ext-${id}`, screenName: `name_${id}`, displayName: null, profileUrl: null, emails: [], ipEvents: [], isVictim: false, details: {}, ...more,
});

export const fileFacts = (mediaId: string, more: Partial<FileFacts> = {}): FileFacts => ({
  mediaId, contentType: 'image/jpeg', byteSize: 1000, hashes: [], exif: [], md5: '0'.repeat(32), sha1: '1'.repeat(40), sha256: '2'.repeat(64), isViewed: false, industryClass: null, annotations: [], ...more,
});

/** One item with a flagged message and no file. */
export const itemFacts = (more: Partial<ItemFacts> = {}): ItemFacts => ({
  itemId: 'i1',
  externalId: 'evt-1',
  occurredAt: moment('2026-11-20T08:15:00+01:00'),
  conversation: { externalId: 'dm-1', encryption: 'transport' },
  others: [accountFacts('r')],
  messages: [{ senderId: 's', sentAt: moment('2026-11-20T08:15:00+01:00'), text: 'a harmless line', isFlagged: true, mediaIds: [] }],
  signals: [],
  decision: { outcome: 'apparent_csam', decidedAt: new Date('2026-11-23T09:00:00Z'), basis: 'facts', incidentType: null, annotations: [], dangerNow: [], dangerReason: null },
  files: [],
  incidents: [],
  lawEnforcement: null,
  ...more,
});

/** A report of a platform that said no more than it must. */
export const reportFacts = (more: Partial<ReportFacts> = {}): ReportFacts => ({
  now: new Date('2026-11-23T09:00:00Z'),
  isTest: false,
  platform: 'Example Messenger',
  subject: accountFacts('s'),
  items: [itemFacts()],
  priorReportIds: [],
  supplement: null,
  reporter: { firstName: 'Trust', lastName: 'Safety', email: 'safety@example.com', company: 'Example Inc.' },
  sendsIndustryClass: false,
  ...more,
});
