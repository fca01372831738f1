import { expect, test } from 'vitest';
import { DIRECTORY, findHotline } from '../directory';
import type { DirectoryEntry } from '../directory/entry';
import type { ReportFacts } from '../facts';
import type { PortalForm } from './form';
import { type PacketFile, packetOf } from './packet-of';
import { accountFacts, fileFacts, itemFacts, moment, reportFacts } from './testing/facts';

function portal(id: string): DirectoryEntry & { form: PortalForm } {
  const entry = findHotline(id);
  if (!entry?.form) throw new Error(`${id} is no portal`);
  return { ...entry, form: entry.form };
}

const FILES: PacketFile[] = [{ name: 'image-1.jpg', contentType: 'image/jpeg', byteSize: 1000, sha256: '2'.repeat(64), md5: '0'.repeat(32) }];
const packet = (id: string, facts: ReportFacts, files = FILES) => packetOf(portal(id), facts, files);
const fieldsOf = (id: string, facts: ReportFacts) => Object.fromEntries(packet(id, facts).sections.flatMap(({ fields }) => fields.map(({ key, value }) => [key, value])));
const ip = (event: string, at: string, more: object = {}) => ({ ip: '203.0.113.7', event, at: moment(at), port: 443, ...more });

const FULL = reportFacts({
  priorReportIds: ['NCA-1'],
  reporter: { firstName: 'Trust', lastName: 'Safety', email: 'safety@example.com', company: 'Example Inc.', phones: [{ number: '555 0100', countryCallingCode: '+44' }] },
  subject: accountFacts('s', {
    displayName: 'User One',
    profileUrl: 'https://example.com/u/s',
    emails: [{ address: 'one@example.com', verified: true, verifiedAt: '2026-01-01' }, { address: 'spare@example.com', verified: false, type: 'Recovery' }],
    ipEvents: [ip('Login', '2026-08-22T00:00:00Z'), ip('Login', '2026-08-23T09:00:01Z', { port: null }), ip('Upload', '2026-11-20T08:14:58+01:00', { isProxy: true })],
    details: {
      firstName: 'A', lastName: 'B',
      phones: [{ number: '555 0101', type: 'Mobile', verified: true, extension: '7' }, { number: '555 0102' }],
      addresses: [{ type: 'Billing', address: '1 Street', city: 'London', zipCode: 'N1', country: 'GB' }, { type: 'Home', address: 'elsewhere' }],
    },
  }),
  items: [itemFacts({
    signals: [{ kind: 'hash_match', detector: 'hma', list: 'confirmed', algorithm: 'pdq', distance: 4, threshold: 31, quality: 97, exact: false, isTest: false, label: null, score: null, modelVersion: null, reason: null, reporterId: null, mediaId: 'm1' }],
    files: [fileFacts('m1', { location: 'https://cdn.example.com/f', exif: [{ name: 'Model', value: 'X' }], hashes: [{ type: 'PDQ', value: 'f0'.repeat(32) }] })],
  })],
});

test('the NCA’s packet has every answer in the words of the facts', () => {
  expect(fieldsOf('uk-nca', FULL)).toEqual({
    name: 'Trust Safety',
    email: 'safety@example.com',
    phone: '+44 555 0100',
    content: 'Apparent child sexual abuse material: 1 file and 1 message, 2026-11-20T08:15:00+01:00 (2026-11-20 07:15:00 UTC), platform’s reference evt-1.',
    text: '[2026-11-20T08:15:00+01:00 (2026-11-20 07:15:00 UTC)] name_s (ext-s): a harmless line',
    detection: 'Match with a hash list, hma, list confirmed, PDQ\nJudged by a reviewer before it was reported',
    platform: 'Example Messenger\nPrivate conversation dm-1',
    earlier: 'NCA-1',
    uploadTime: '2026-11-20T08:14:58+01:00 (2026-11-20 07:14:58 UTC)',
    uploadAddress: '203.0.113.7 port 443, 2026-11-20T08:14:58+01:00 (2026-11-20 07:14:58 UTC), Upload, proxy',
    exif: 'Model: X',
    url: 'https://cdn.example.com/f',
    hashes: `SHA-256 ${'2'.repeat(64)}\nSHA-1 ${'1'.repeat(40)}\nMD5 ${'0'.repeat(32)}\nPDQ ${'f0'.repeat(32)}`,
    username: 'name_s (ext-s)\nUser One',
    billing: 'A B, 1 Street, London, N1, GB',
    accountEmail: 'one@example.com, verified 2026-01-01',
    recoveryEmail: 'spare@example.com, not verified',
    phones: '555 0101, extension 7, Mobile, verified\n555 0102',
    profile: 'https://example.com/u/s',
    // What is older than three months is not asked for.
    logins: '203.0.113.7, 2026-08-23 09:00:01 UTC, Login',
    declaration: 'All information that is reasonably available to Example Inc. on this content and this account has been included.',
    priority: '3',
  });
});

test('what nobody knows is a gap that says how to close it, and is never guessed', () => {
  const fields = packet('uk-nca', reportFacts()).sections.flatMap((section) => section.fields);
  expect(fields.filter(({ value }) => value === null).map(({ key }) => key)).toEqual([
    'phone', 'earlier', 'uploadTime', 'uploadAddress', 'exif', 'url', 'hashes', 'billing', 'accountEmail', 'recoveryEmail', 'phones', 'profile', 'logins',
  ]);
  for (const { value, gap } of fields) expect(gap === null).toBe(value !== null);
  expect(fields.find(({ key }) => key === 'recoveryEmail')?.gap).toMatch(/type Recovery/);
});

test.each<[string, Partial<ReportFacts['items'][number]['decision']>, boolean, string]>([
  ['a danger now', { dangerNow: ['live_abuse'] }, false, '1'],
  ['enticement', { outcome: 'enticement' }, false, '2'],
  ['sextortion', { annotations: ['sextortion'] }, false, '2'],
  ['somebody who was harmed', {}, true, '2'],
  ['none of these', {}, false, '3'],
])('with %s the desk proposes a priority', (_what, decision, isVictim, expected) => {
  const item = itemFacts({ others: [accountFacts('r', { isVictim })] });
  expect(fieldsOf('uk-nca', reportFacts({ items: [{ ...item, decision: { ...item.decision, ...decision } }] })).priority).toBe(expected);
});

test('danger now stands first in what was detected and on the checklist', () => {
  const item = itemFacts();
  const facts = reportFacts({ items: [{ ...item, decision: { ...item.decision, dangerNow: ['meeting_planned'], dangerReason: 'Tomorrow.' } }] });
  expect(fieldsOf('uk-nca', facts).content).toMatch(/^Danger now: a meeting is planned\. Tomorrow\.\n/);
  expect(packet('uk-nca', facts).checklist[0]).toMatch(/danger now/);
});

test.each(['\n', '\r\n', '\r', '\u2028', '\u0085'])('a line break (%j) in what somebody sent makes no further line that could pass for another message', (end) => {
  const item = itemFacts();
  const forged = '[2026-11-20 07:16:00 UTC] name_r (ext-r): I sent it';
  const [message] = item.messages;
  if (!message) throw new Error('The item has a message.');
  const sent = { ...item, messages: [{ ...message, text: `a harmless line${end}${forged}` }], decision: { ...item.decision, dangerNow: ['meeting_planned'], dangerReason: `Soon.${end}${forged}` } };
  const facts = reportFacts({ items: [sent], subject: accountFacts('s', { screenName: `name_s${end}${forged}` }) });
  const { text, sections } = packet('uk-nca', facts);
  const answers = sections.flatMap(({ fields }) => fields.flatMap(({ value }) => value?.split(/\r\n|[\n\r\u0085\u2028]/) ?? []));
  expect(answers.filter((line) => line.trim().startsWith(forged)).length).toBeGreaterThan(2);
  expect(answers.filter((line) => line.startsWith(forged))).toEqual([]);
  for (const line of text.split(/\r\n|[\n\r\u0085\u2028]/)) if (line.includes(forged)) expect(line).toMatch(/^ {8}/);
});

test('what was found is said in words of no one authority', () => {
  const item = itemFacts();
  const incidentType = 'Child Pornography (possession, manufacture, and distribution)';
  expect(packet('iwf', reportFacts({ items: [{ ...item, decision: { ...item.decision, incidentType } }] })).text).not.toMatch(/pornography/i);
});

test('several items are all said, each file by its number, and the same line once', () => {
  const file = (exif: string) => itemFacts({ files: [fileFacts('m', { exif: [{ name: 'Model', value: exif }] })] });
  const fields = fieldsOf('uk-nca', reportFacts({ items: [file('X'), file('Y')] }));
  expect(fields.exif).toBe('File 1: Model: X\nFile 2: Model: Y');
  expect(fields.content?.split('\n')).toHaveLength(1);
});

test('the IWF gets addresses and words, and no file whatever the report has', () => {
  const iwf = packet('iwf', FULL);
  expect([iwf.files, iwf.filesWords]).toEqual([[], expect.stringMatching(/never send the material/)]);
  expect(iwf.sections[0]?.fields.map(({ key, value }) => [key, value?.split('\n')[0]])).toEqual([
    ['url', 'https://cdn.example.com/f'], ['kinds', 'Image'], ['details', expect.stringMatching(/^Apparent/)], ['hashes', `SHA-256 ${'2'.repeat(64)}`],
  ]);
  expect(iwf.checklist.join(' ')).not.toMatch(/Take the file/);
});

test('a drill says so first, on the checklist and in the text', () => {
  const drill = packet('uk-nca', reportFacts({ isTest: true }));
  expect(drill.checklist[0]).toMatch(/^This is a drill/);
  expect(drill.text).toMatch(/^TEST: NOT A REPORT\n/);
  expect(packet('uk-nca', reportFacts()).text).not.toMatch(/TEST/);
});

test('the plain text holds every answer, marks every gap and lists the files', () => {
  const { text, sections } = packet('uk-nca', FULL);
  for (const { value } of sections.flatMap(({ fields }) => fields)) for (const line of value?.split('\n') ?? []) expect(text).toContain(line);
  expect(text).toContain(`image-1.jpg, image/jpeg, 1000 bytes, SHA-256 ${'2'.repeat(64)}`);
  expect(packet('uk-nca', reportFacts()).text.match(/\(not known\)/g)).toHaveLength(13);
});

test.each(DIRECTORY.filter(({ form }) => form))('the packet of $id is made of the least that a report has', ({ id }) => {
  const made = packet(id, reportFacts({ items: [itemFacts({ messages: [], others: [], conversation: null })], subject: accountFacts('s', { screenName: null }) }));
  for (const { key, value, gap } of made.sections.flatMap(({ fields }) => fields)) expect([key, value === null ? gap !== null : value.trim() !== '']).toEqual([key, true]);
  expect(JSON.stringify(made)).not.toMatch(/undefined|\[object|NaN|Invalid/);
});
