import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { sampleFacts } from '../../testing';
import { caseJsonLd, casePart } from './index';
import { caseProblems, hasShapes } from './testing';

interface Thing {
  readonly '@id': string;
  readonly '@type': string | string[];
  readonly [property: string]: unknown;
}

const facts = sampleFacts();
const document = caseJsonLd(facts);
const graphOf = (written: string) => (JSON.parse(written) as { '@graph': Thing[] })['@graph'];
const ofType = (type: string, written = document) => graphOf(written).filter((thing) => [thing['@type']].flat().includes(type));
const named = (type: string, name: string) => ofType(type).find((thing) => thing['uco-core:name'] === name);

/** The document with the first thing of each of these types changed. */
function broken(changes: readonly (readonly [type: string, property: string, value: unknown])[]): { written: string; ids: string[] } {
  const written = JSON.parse(document) as { '@graph': Thing[] };
  const ids = changes.map(([type, property, value]) => {
    const at = written['@graph'].findIndex((thing) => [thing['@type']].flat().includes(type));
    const thing = written['@graph'][at];
    if (!thing) throw new Error(`there is no ${type}`);
    written['@graph'][at] = { ...thing, [property]: value };
    return thing['@id'].replace('kb:', 'urn:uuid:');
  });
  return { written: JSON.stringify(written), ids };
}

test.skipIf(!hasShapes)('the document is valid under the shapes of CASE 1.4, with every term known to it, and nothing is fetched (skipped where ../shared is absent)', async () => {
  expect(await caseProblems(document)).toEqual([]);
}, 120_000);

test.skipIf(!hasShapes)('an emergency without process, a package without files, and a case without anything else are valid as well (skipped where ../shared is absent)', async () => {
  const [first] = facts.exhibits;
  if (!first) throw new Error('the sample has exhibits');
  const bare = { ...first, conversation: null, messages: [], signals: [], ipEvents: [], decisions: [], files: first.files.map((file) => ({ ...file, path: null, width: null, height: null, contentType: 'video/mp4' })) };
  const danger = 'Somebody waits at the lighthouse tonight';
  const emergency = caseJsonLd({ ...facts, danger, referral: { ...facts.referral, kind: 'emergency', legalBasis: null, asked: { authority: 'Example duty officer', reference: 'DO 17/26' } }, exhibits: [bare], reports: [], notes: [], clocks: [], custody: [] });
  expect(await caseProblems(emergency)).toEqual([]);
  expect(emergency).not.toContain('filePath');
  const [authorization] = ofType('case-investigation:Authorization', emergency);
  expect(authorization).toMatchObject({ 'uco-core:description': danger, 'case-investigation:authorizationIdentifier': 'DO 17/26' });
  expect(ofType('uco-identity:Organization', emergency).find((each) => each['@id'] === (authorization?.['uco-core:createdBy'] as { '@id': string } | undefined)?.['@id'])).toMatchObject({ 'uco-core:name': 'Example duty officer' });
}, 120_000);

test.skipIf(!hasShapes)('the check bites: a time that is none, two exhibit numbers, a performer that is nobody, a missing direction and an unknown term are reported (skipped where ../shared is absent)', async () => {
  const { written, ids } = broken([
    ['uco-observable:Message', 'uco-core:objectCreatedTime', 'yesterday'],
    ['case-investigation:ProvenanceRecord', 'case-investigation:exhibitNumber', ['E01', 'E02']],
    ['case-investigation:InvestigativeAction', 'uco-action:performer', { '@id': 'kb:00000000-0000-0000-0000-000000000000' }],
    ['uco-observable:ObservableRelationship', 'uco-core:isDirectional', undefined],
    ['uco-observable:File', 'uco-observable:fileNmae', 'x'],
  ]);
  const problems = await caseProblems(written);
  expect(problems.map((problem) => problem.split(': ')[0]).sort()).toEqual([...ids.slice(0, 4), 'https://ontology.unifiedcyberontology.org/uco/observable/fileNmae is not of CASE or UCO'].sort());
}, 120_000);

test('the same facts give the same bytes, streamed or not, and a thing keeps its id from one issue to the next', async () => {
  const { content } = casePart(facts);
  expect(typeof content === 'string' ? content : await text(await content())).toBe(document);
  const again = graphOf(caseJsonLd({ ...facts, referral: { ...facts.referral, number: 'R-2026-00008', reissueOf: 'R-2026-00007' }, exhibits: facts.exhibits.slice(0, 1), custody: [] }));
  const ids = new Set(graphOf(document).map((thing) => thing['@id']));
  const stable = again.filter((thing) => ['uco-observable:File', 'uco-observable:Message', 'uco-observable:ApplicationAccount'].some((type) => [thing['@type']].flat().includes(type)));
  expect(stable).toHaveLength(2 + 5 + 4);
  expect(stable.filter((thing) => !ids.has(thing['@id']))).toEqual([]);
  // Another case of the same people shares no id: packages cannot be laid side by side by what is in neither.
  const elsewhere = graphOf(caseJsonLd({ ...facts, referral: { ...facts.referral, caseNumber: 'C-2026-00043' } }));
  expect(elsewhere.filter((thing) => ids.has(thing['@id']))).toEqual([]);
});

test('every id is a UUID of its own and every thing that is pointed at is there', () => {
  const graph = graphOf(document);
  const ids: string[] = [];
  const pointed: string[] = [];
  JSON.stringify(graph, (_, value: unknown) => {
    if (value !== null && typeof value === 'object' && '@id' in value) (Object.keys(value).length === 1 ? pointed : ids).push(String(value['@id']));
    return value;
  });
  for (const id of ids) expect(id).toMatch(/^kb:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
  expect(pointed.filter((id) => !ids.includes(id))).toEqual([]);
});

test('files have their hashes and exhibit numbers, messages their words and accounts, in the order in which they were sent', () => {
  const file = named('uco-observable:File', 'E01-1');
  const [sha] = facts.exhibits[0]?.files.map(({ sha256 }) => sha256) ?? [];
  expect(JSON.stringify(file)).toContain(`"uco-types:hashMethod":"SHA256","uco-types:hashValue":{"@type":"xsd:hexBinary","@value":"${sha}"}`);
  expect(ofType('case-investigation:ProvenanceRecord').map((record) => record['case-investigation:exhibitNumber']).filter(Boolean)).toEqual(['E01-1', 'E01-2', 'E01', 'E02-1', 'E02', 'E03']);
  const messages = ofType('uco-observable:Message');
  expect(messages).toHaveLength(8);
  expect(JSON.stringify(messages[2])).toContain('شكرا! الخطوط جميلة جدا');
  expect(ofType('uco-observable:MessageThread').map((thread) => thread['uco-core:name'])).toEqual(['E01', 'E02', 'E03']);
  expect(ofType('uco-observable:ObservableRelationship').filter((each) => each['uco-core:kindOfRelationship'] === 'Attachment_Of')).toHaveLength(3);
});

test('a report keeps its id whichever others are told with it, and a package was exported when it was released', () => {
  const [filed, other] = facts.reports;
  if (!filed || !other) throw new Error('the sample has two reports');
  const idsOf = (reports: typeof facts.reports) => ofType('case-investigation:InvestigativeAction', caseJsonLd({ ...facts, reports })).filter((act) => String(act['uco-core:name']).startsWith('Report')).map((act) => act['@id']);
  const [first, second] = idsOf([filed, other]);
  expect([idsOf([other, filed]), idsOf([other])]).toEqual([[second, first], [second]]);
  // Two that came to nothing are two.
  expect(new Set(idsOf([other, { ...other, id: filed.id }])).size).toBe(2);
  expect(named('case-investigation:InvestigativeAction', 'Exported')?.['uco-action:startTime']).toMatchObject({ '@value': facts.referral.releasedAt.toISOString() });
});

test('of two reports over the same exhibits each points to its own event of the log, whichever was filed first', () => {
  const [filed] = facts.reports;
  const [event] = facts.custody;
  if (!filed || !event) throw new Error('the sample has a report and a log');
  const reports = ['0193a000-0000-7000-8000-00000000b011', '0193a000-0000-7000-8000-00000000b012'].map((id, at) => ({ ...filed, id, receipt: `receipt-${at}` }));
  const eventOf = (id: string) => `0193a000-0000-7000-8000-0000000${id.slice(-4)}0`;
  const custody = reports.map(({ id, exhibits }) => ({ ...event, eventId: eventOf(id), action: 'report.filed', about: exhibits, report: id })).reverse();
  const acts = ofType('case-investigation:InvestigativeAction', caseJsonLd({ ...facts, reports, custody }));
  const numbersOf = (act: Thing) => (act['uco-core:externalReference'] as Thing[]).map((number) => number['uco-core:externalIdentifier']);
  expect(acts.filter((act) => act['uco-core:name'] === 'Reported').map(numbersOf)).toEqual(reports.map(({ id, receipt }) => [eventOf(id), receipt]));
});

test('an emergency names who asked, their number, and the danger', () => {
  const written = caseJsonLd({ ...facts, danger: 'Somebody waits at the old lighthouse', referral: { ...facts.referral, kind: 'emergency', legalBasis: null, asked: { authority: 'Example duty officer', reference: 'DO 17/26' } } });
  const [authorization] = ofType('case-investigation:Authorization', written);
  const [officer] = ofType('uco-identity:Organization', written).filter((each) => each['uco-core:name'] === 'Example duty officer');
  expect(authorization).toMatchObject({ 'case-investigation:authorizationIdentifier': 'DO 17/26', 'uco-core:description': 'Somebody waits at the old lighthouse', 'uco-core:createdBy': { '@id': officer?.['@id'] } });
});

test('each act is told once: what the log has of it stands with what the facts say of it', () => {
  const acts = ofType('case-investigation:InvestigativeAction');
  expect(acts.map((act) => act['uco-core:name'])).toEqual([
    'Received', 'Decided', 'Received', 'Decided', 'Decided', 'Received', 'Reported', 'Report, not filed', 'Referral requested', 'Referral approved', 'Exported', 'Decided',
  ]);
  const numbered = acts.filter((act) => JSON.stringify(act).includes('audit log of the provider'));
  expect(numbered.map((act) => act['uco-core:name'])).toEqual(['Received', 'Referral requested', 'Exported', 'Decided']);
  expect(JSON.stringify(named('case-investigation:InvestigativeAction', 'Reported'))).toContain('4000123');
});

test('a case of another mode says that it is none', () => {
  expect(document).toContain('TEST MODE');
  expect(caseJsonLd({ ...facts, referral: { ...facts.referral, isTest: false } })).not.toContain('TEST MODE');
});
