import type { Drawing } from './drawings';

const MINUTE = 60_000;

interface Line {
  /** `s` for the subject, `o` for the other side. */
  readonly from: 's' | 'o';
  readonly text?: string;
  readonly files?: readonly Drawing[];
  readonly flagged?: boolean;
}

interface DemoSignal extends Record<string, unknown> {
  /** The drawing that the signal is about. */
  readonly file?: Drawing;
}

export interface DemoItem {
  readonly id: string;
  /** How long ago it was received. */
  readonly minutesAgo: number;
  readonly subject: string;
  readonly other: string;
  readonly hint?: string;
  readonly encryption?: string;
  readonly lines: readonly Line[];
  readonly signals: readonly DemoSignal[];
  /** Further facts that a platform may know, by the names of the intake. */
  readonly subjectDetails?: Readonly<Record<string, unknown>>;
  readonly otherDetails?: Readonly<Record<string, unknown>>;
  readonly more?: Readonly<Record<string, unknown>>;
  /** What the platform knows of a drawing's upload. */
  readonly fileDetails?: Readonly<Record<string, unknown>>;
}

const hma = { kind: 'hash_match', detector: 'hma' } as const;
const pdq = (file: Drawing, distance: number, list = 'confirmed') => ({ ...hma, list, algorithm: 'pdq', distance, threshold: 31, quality: 96, file });
const exact = (file: Drawing, algorithm: string, list = 'confirmed') => ({ ...hma, list, algorithm, exact: true, file });
const classifier = (label: string, score: number) => ({ kind: 'classifier', detector: 'text-v2', label, score, modelVersion: '2026-09' });
const report = (reporterId: string, reason = 'child_safety') => ({ kind: 'user_report', reason, reporterId });

const DEMO = 'Demo text. It stands in for a conversation:';
const say = (from: Line['from'], text: string, flagged = false): Line => ({ from, text, flagged });
const show = (from: Line['from'], files: readonly Drawing[], text?: string): Line => ({ from, files, text, flagged: true });

/** Invented, like everything here: addresses of documentation, telephone numbers of films. */
const GARDENER = {
  firstName: 'Robin',
  lastName: 'Example',
  age: 41,
  phones: [{ number: '5550141', type: 'Mobile', verified: true, countryCallingCode: '+1' }],
  addresses: [{ city: 'Springfield', state: 'IL', country: 'US', type: 'Billing' }],
  devices: [{ idType: 'Advertising ID', idValue: '00000000-0000-4000-8000-000000001041', event: 'Login' }],
  estimatedLocation: { city: 'Springfield', region: 'Illinois', countryCode: 'US', verified: false },
  associated: [{ relation: 'Linked', externalId: 'demo-user-1042', screenName: 'demo_user_1042', additionalInfo: 'Signed in from the same device.' }],
  allEmailsReported: true,
};
const NEPHEW = { role: 'victim', age: 13, school: 'Example School', estimatedLocation: { city: 'Springfield', region: 'Illinois', countryCode: 'US', verified: false } };

/** Every conversation is about gardens and boats, and every picture is drawn by code. */
export const DEMO_ITEMS: readonly DemoItem[] = [
  { id: 'exact', minutesAgo: 12, subject: '1041', other: '3310', lines: [say('o', `${DEMO} did the bulbs arrive?`), show('s', ['vase'], 'They did. Look at these.')], signals: [exact('vase', 'sha256')], subjectDetails: GARDENER, fileDetails: { originalName: 'bulbs.png', location: 'https://example.com/files/vase' } },
  { id: 'near', minutesAgo: 31, subject: '2207', other: '3911', lines: [say('s', `${DEMO} which lake was it?`), show('s', ['lake']), say('o', 'The one behind the station.')], signals: [pdq('lake', 4)] },
  { id: 'danger', minutesAgo: 4, subject: '5128', other: '5127', hint: 'imminent', lines: [say('s', `${DEMO} are you at the allotment alone?`, true), say('o', 'My aunt is here.'), say('s', 'Come to the gate on Sunday.', true), say('o', 'I would have to ask.'), say('s', 'Better not to ask.', true), say('o', 'Hm.')], signals: [classifier('enticement', 0.97)], otherDetails: NEPHEW, more: { incidents: [{ kind: 'game', name: 'Example Garden', console: 'Telephone', content: `${DEMO} they first spoke here.` }] } },
  { id: 'two-files', minutesAgo: 55, subject: '4415', other: '4416', lines: [show('s', ['hills', 'dunes'], `${DEMO} two walks, same week.`), say('o', 'Which was longer?')], signals: [pdq('hills', 18), pdq('dunes', 27, 'suspected')] },
  { id: 'reported', minutesAgo: 82, subject: '6010', other: '6011', lines: [show('s', ['fruit']), say('o', `${DEMO} please do not send me more of these.`)], signals: [report('demo-user-6011')] },
  { id: 'scores', minutesAgo: 96, subject: '7302', other: '7303', lines: [show('s', ['orchard', 'allotment', 'cactus'], `${DEMO} three beds, three years.`)], signals: [{ ...classifier('nudity', 0.91), detector: 'image-v4' }] },
  { id: 'same-account', minutesAgo: 9, subject: '1041', other: '8120', lines: [show('s', ['vase'], `${DEMO} and again the vase.`), say('o', 'I have seen it.')], signals: [report('demo-user-8120'), exact('vase', 'sha256')] },
  { id: 'pressure', minutesAgo: 22, subject: '9054', other: '9055', hint: 'high', lines: [say('s', `${DEMO} I still have the seed list you sent.`, true), say('o', 'I asked you to delete it.'), say('s', 'Send two bags of compost first.', true), say('o', 'That is unkind.'), say('s', 'By Friday.', true)], signals: [classifier('sextortion', 0.93), report('demo-user-9055')], subjectDetails: { temporarilyDisabled: { isDisabled: true, userNotified: false } }, otherDetails: { ...NEPHEW, age: 15 }, more: { lawEnforcement: { agency: 'Example County Sheriff', caseNumber: 'EX-9054', isReported: true } } },
  { id: 'unknown-kind', minutesAgo: 140, subject: '1177', other: '1178', lines: [show('s', ['weave'], `${DEMO} a blanket, half done.`)], signals: [{ kind: 'behaviour_anomaly', detector: 'graph-v1', label: 'many_new_contacts', score: 0.74 }] },
  { id: 'photodna', minutesAgo: 47, subject: '2650', other: '2651', encryption: 'none', lines: [show('s', ['sailing']), say('o', `${DEMO} is that your boat?`), say('s', 'My brother’s.')], signals: [{ kind: 'hash_match', detector: 'photodna', algorithm: 'photodna', list: 'industry', file: 'sailing' }] },
  { id: 'notice', minutesAgo: 63, subject: '3381', other: '3382', lines: [show('s', ['skyline'], `${DEMO} the view from the roof garden.`)], signals: [{ kind: 'hotline_notice', detector: 'notice', reason: 'known_file' }, exact('skyline', 'sha1', 'hotline')] },
  { id: 'flagger', minutesAgo: 118, subject: '4720', other: '4721', lines: [show('s', ['circles'], `${DEMO} what I painted in class.`)], signals: [{ kind: 'trusted_flagger', detector: 'flagger-network', reason: 'child_safety' }] },
  { id: 'drill', minutesAgo: 17, subject: '9999', other: '9998', lines: [show('s', ['cactus'], `${DEMO} a drill, with a vendor’s test hash.`)], signals: [{ ...exact('cactus', 'md5', 'vendor test'), test: true }] },
  { id: 'repeat', minutesAgo: 70, subject: '8843', other: '8844', lines: [say('o', `${DEMO} where did you find it?`), show('s', ['lake'], 'In an old album.')], signals: [pdq('lake', 0), { ...classifier('nudity', 0.62), detector: 'image-v4' }] },
];

const account = (number: string) => ({ externalId: `demo-user-${number}`, screenName: `demo_user_${number}`, displayName: `Demo user ${number}` });

/** The item as a platform would send it, at a moment counted back from `now`. */
export function submissionOf(item: DemoItem, mediaIdOf: ReadonlyMap<Drawing, string>, now: Date): Record<string, unknown> {
  const sentAt = (at: number) => new Date(now.getTime() - (item.minutesAgo + 2 + item.lines.length - at) * MINUTE).toISOString();
  const subject = account(item.subject);
  const other = account(item.other);
  return {
    externalId: `demo-${item.id}`,
    platform: 'Example Messenger',
    occurredAt: sentAt(item.lines.length),
    conversation: { externalId: `demo-dm-${item.id}`, encryption: item.encryption ?? 'transport' },
    subject: {
      ...subject,
      emails: [{ address: `${subject.externalId}@example.com`, verified: true }, { address: `${subject.externalId}.recovery@example.com`, verified: false, type: 'Recovery' }],
      ipEvents: [{ ip: `203.0.113.${Number(item.subject) % 250}`, event: 'Upload', at: sentAt(0), port: 443 }, { ip: '2001:db8::1041', event: 'Login', at: sentAt(-30) }],
      profileUrl: `https://example.com/u/${subject.externalId}`,
      ...item.subjectDetails,
    },
    participants: [{ ...other, ...item.otherDetails }],
    messages: item.lines.map(({ from, text, files = [], flagged = false }, at) => ({
      externalId: `demo-${item.id}-${at + 1}`,
      senderId: from === 's' ? subject.externalId : other.externalId,
      sentAt: sentAt(at),
      text,
      media: files.map((file) => mediaIdOf.get(file)),
      flagged,
    })),
    signals: item.signals.map(({ file, ...signal }) => ({ ...signal, mediaId: file && mediaIdOf.get(file) })),
    files: item.fileDetails && item.lines.flatMap(({ files = [] }) => files).map((file) => ({ mediaId: mediaIdOf.get(file), ...item.fileDetails })),
    severityHint: item.hint,
    ...item.more,
  };
}
