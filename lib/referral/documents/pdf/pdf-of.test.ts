import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReferralFacts } from '../../facts';
import { sampleFacts } from '../../testing';
import { bareFacts, hardFacts } from '../testing/hard-facts';
import { longFacts } from '../testing/long-facts';
import { bookmarks, hasPdftotext, hasPreflight, hasQpdf, pageTexts, preflight, qpdfCheck } from '../testing/pdf-tools';
import { momentWords } from '../words';
import { pdfOf } from './pdf-of';

// Other people's programs judge and read what is written here; `npm test` installs them where it may.
const judged = test.skipIf(!hasPreflight);
const checked = test.skipIf(!hasQpdf);
const read = test.skipIf(!hasPdftotext);

const FACTS: Readonly<Record<string, () => ReferralFacts>> = { sample: () => sampleFacts(), hard: hardFacts, bare: bareFacts, long: () => longFacts(300) };
const NAMES = Object.keys(FACTS);

let folder = '';
const fileOf = (name: string) => join(folder, `${name}.pdf`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchkeeper-pdf-'));
  for (const [name, facts] of Object.entries(FACTS)) await writeFile(fileOf(name), await buffer(pdfOf(facts())));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

judged('every document is PDF/A-1b to PDFBox Preflight (skipped where Java or libpdfbox2-java is not installed)', async () => {
  expect(await preflight(NAMES.map(fileOf))).toBe('');
}, 120_000);

checked.each(NAMES)('qpdf finds nothing wrong with the document of %s facts (skipped where qpdf is not installed)', async (name) => {
  expect(await qpdfCheck(fileOf(name))).toContain('No syntax or stream encoding errors found');
});

test('the same facts make the same bytes, and others make others', async () => {
  const [once, again] = [await buffer(pdfOf(sampleFacts())), await buffer(pdfOf(sampleFacts()))];
  expect(once.equals(again)).toBe(true);
  const { referral } = sampleFacts();
  expect((await buffer(pdfOf(sampleFacts({ referral: { ...referral, approvedBy: 'SU-03' } })))).equals(once)).toBe(false);
}, 30_000);

test('a reader that goes away in the middle ends the writing', async () => {
  const stream = pdfOf(longFacts(50));
  for await (const chunk of stream) {
    expect((chunk as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    break;
  }
  expect(stream.destroyed).toBe(true);
});

read.each(NAMES)('every page of %s says what it is of and which of how many (skipped where pdftotext is not installed)', async (name) => {
  const pages = await pageTexts(fileOf(name));
  for (const [index, page] of pages.entries()) {
    expect(page).toContain('Referral R-2026-00007');
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    expect(page.includes('TEST MODE – describes no real incident')).toBe(name !== 'bare');
  }
});

read('the table of contents and the bookmarks lead to the pages where chapters begin', async () => {
  const pages = await pageTexts(fileOf('long'));
  const contents = [...(pages[0]?.split('Contents\n')[1] ?? '').matchAll(/^(.+) (\d+)$/gm)].flatMap(([, title = '', page]) => (/^Page \d/.test(title) ? [] : [[title, Number(page)] as const]));
  expect(contents.length).toBe(13);
  for (const [title, page] of contents) expect(pages[page - 1]?.split('\n')).toContain(title);
  if (!hasQpdf) return;
  const marks = await bookmarks(fileOf('long'));
  expect(marks.filter(([title]) => !title.startsWith('Exhibit '))).toEqual(contents);
  expect(marks.filter(([title]) => title.startsWith('Exhibit ')).map(([title]) => title)).toEqual(['Exhibit E01', 'Exhibit E02', 'Exhibit E03']);
});

/** Everything that the sample tells, as it has to stand on some page. */
function told({ referral, accounts, exhibits, reports, notes, clocks, custody }: ReferralFacts): string[] {
  const { agency, provider, legalBasis: basis } = referral;
  return [
    referral.number, referral.caseNumber, agency.name, agency.unit, agency.contactName, 'Germany', provider.name, provider.contact, provider.email, provider.phone,
    basis?.words, basis?.reference, basis?.authority, ...[basis?.issuedAt, basis?.deadline, referral.requestedAt, referral.approvedAt, referral.releasedAt, referral.madeAt].map((at) => at && momentWords(at)),
    referral.requestedBy, referral.approvedBy, referral.releasedBy,
    ...accounts.flatMap(({ name, platform, externalId, screenName, displayName, profileUrl, emails }) => [name, platform, externalId, screenName, displayName, profileUrl, ...emails]),
    ...exhibits.flatMap((exhibit) => [
      exhibit.name, exhibit.externalId, exhibit.occurredAtText, momentWords(exhibit.occurredAt), momentWords(exhibit.receivedAt), exhibit.conversation?.externalId,
      ...exhibit.messages.flatMap(({ externalId, sentAt, sentAtText, text, files }) => [externalId, momentWords(sentAt), sentAtText, text, ...files]),
      ...exhibit.files.flatMap(({ name, path, contentType, byteSize, sha256, sha1, md5, receivedAt }) => [name, path, contentType, byteSize.toLocaleString('en-US'), sha256, sha1, md5, momentWords(receivedAt)]),
      ...exhibit.signals.map(({ words }) => words),
      ...exhibit.ipEvents.flatMap(({ ip, port, event, at, atText }) => [ip, port === null ? null : String(port), event, momentWords(at), atText]),
      ...exhibit.decisions.flatMap(({ by, at, words, incidentType, annotations, dangerReason, policyVersion }) => [by, momentWords(at), words, incidentType, ...annotations, dangerReason, policyVersion]),
    ]),
    ...reports.flatMap(({ hotlineName, filedAt, receipt }) => [hotlineName, filedAt && momentWords(filedAt), receipt]),
    ...notes.flatMap(({ by, at, text }) => [by, momentWords(at), text]),
    ...clocks.flatMap(({ words, startsAt, endsAt }) => [words, momentWords(startsAt), endsAt && momentWords(endsAt)]),
    ...custody.flatMap(({ eventId, at, actor, action, words, index }) => [eventId, momentWords(at), actor, action, words, index === null ? null : String(index)]),
  ].flatMap((text) => text || []);
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;
/** Where a line broke does not matter, nor do the marks by which Poppler says that a text runs from right to left. */
const joined = (text: string) => text.replace(/[\s\u202a-\u202e\ufe0f]/g, '');

read('every fact of the sample is read back from its pages, emoji and Chinese as the characters that they are', async () => {
  const all = joined((await pageTexts(fileOf('sample'))).join('\n'));
  for (const text of told(sampleFacts())) {
    // Poppler puts signs, and words of mixed lines, in an order of its own.
    const parts = RIGHT_TO_LEFT.test(text) ? text.split(/[\s()!]+/) : [text];
    for (const part of parts) expect(all).toContain(joined(part));
  }
});

read('a report without files says so, and an emergency says on what it rests', async () => {
  const all = (await pageTexts(fileOf('bare'))).join('\n').replace(/\s+/g, ' ');
  for (const words of ['without legal process', 'in good faith that an emergency', 'the files themselves are not in it', 'R-2026-00003', 'United States', 'Nothing was taken out of the texts', 'Example duty officer', 'DO 17/26']) expect(all).toContain(words);
  expect(all).not.toContain('TEST MODE');
  // On the cover, and beside the basis.
  expect(all.split('they wait at the old lighthouse tonight,').length).toBe(3);
});
