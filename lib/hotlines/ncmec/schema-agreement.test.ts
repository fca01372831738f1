import { describe, expect, test } from 'vitest';
import { FILE_DETAILS, type FileDetails, type Node, REPORT, type Report } from './grammar';
import { parseXml } from './parse-xml';
import { readFileDetails, readReport } from './read-document';
import { serializeFileDetails, serializeReport } from './serialize';
import { fileDescription, messageReport, minimalReport } from './testing/examples';
import { fill } from './testing/fill';
import { hasSchema, schemaProblems, schemaSource } from './testing/xsd';
import { validateReport } from './validate';
import { checkNode } from './check-node';

const now = new Date('2026-11-23T00:00:00Z');
const internetKinds = Object.keys(REPORT.fields.internetDetails.node.fields);
const fullReports = internetKinds.map((kind) => [kind, fill(REPORT, [kind]) as Report] as const);
const fullDetails = (['potentialMeme', 'fileAnnotations'] as const).map(
  (kind) => [kind, fill(FILE_DETAILS, [kind]) as FileDetails] as const,
);

function rootOf(xml: string) {
  const parsed = parseXml(xml);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.root;
}

function namesIn(node: Node, into = { elements: new Set<string>(), attributes: new Set<string>(), values: new Set<string>() }) {
  if (node.kind === 'leaf') {
    for (const value of node.values ?? []) into.values.add(value);
    return into;
  }
  for (const [name, { leaf }] of Object.entries(node.attributes)) {
    into.attributes.add(name);
    namesIn(leaf, into);
  }
  if (node.kind === 'marked') return namesIn(node.leaf, into);
  for (const [name, field] of Object.entries(node.fields)) {
    into.elements.add(name);
    namesIn(field.node, into);
  }
  return into;
}

describe.skipIf(!hasSchema)('by the authority’s own schema', () => {
  test.each(fullReports)('a report with every element of the grammar and %s is valid', (_kind, report) => {
    expect(schemaProblems(serializeReport(report))).toEqual([]);
  });

  test.each(fullDetails)('file details with every element and %s are valid', (_kind, details) => {
    expect(schemaProblems(serializeFileDetails(details))).toEqual([]);
  });

  test('a minimal report, a full direct message report and the description of a file are valid', () => {
    expect(schemaProblems(serializeReport(minimalReport))).toEqual([]);
    expect(schemaProblems(serializeReport(messageReport))).toEqual([]);
    const details = { ...fileDescription, reportId: '4000001', fileId: 'b0754af766b426f2928a02c651ed4b99' };
    expect(schemaProblems(serializeFileDetails(details))).toEqual([]);
  });

  test('the grammar has every element, attribute and enumerated value of the schema, and no other', () => {
    const source = schemaSource().replace(/<xs:element name="reportResponse">[^]*$/, '');
    const inSchema = (form: RegExp) => [...new Set([...source.matchAll(form)].map((match) => match[1]))].sort();
    const report = namesIn(REPORT);
    const { elements, attributes, values } = namesIn(FILE_DETAILS, report);
    expect([...elements, 'report', 'fileDetails'].sort()).toEqual(inSchema(/<xs:element (?:name|ref)="([^"]+)"/g));
    expect([...attributes].sort()).toEqual(inSchema(/<xs:attribute name="([^"]+)"/g));
    expect([...values].sort()).toEqual(inSchema(/<xs:enumeration value="([^"]*)"/g));
  });

  test.each([
    ['elements out of order', (xml: string) => xml.replace(/(<platform>.*<\/platform>)(.*)(<\/incidentSummary>)/, '$2$1$3')],
    ['a flag that says false', (xml: string) => xml.replace('<sextortion/>', '<sextortion>false</sextortion>')],
    ['an event called Message', (xml: string) => xml.replace('>Login<', '>Message<')],
    ['an annotation newer than the schema', (xml: string) => xml.replace('<sextortion/>', '<informational/>')],
    ['two kinds in one internetDetails', (xml: string) => xml.replace('</chatImIncident>', '</chatImIncident><emailIncident/>')],
  ])('%s: refused by the schema and by our reader alike', (_what, spoil) => {
    const good = serializeReport(messageReport);
    const bad = spoil(good);
    expect(bad).not.toBe(good);
    expect(schemaProblems(bad)).not.toEqual([]);
    const { value, problems } = readReport(rootOf(bad));
    expect([...problems, ...validateReport(value, now)]).not.toEqual([]);
  });

  test('a second ipCaptureEvent in file details: refused by the schema and by our reader alike', () => {
    const good = serializeFileDetails({ ...fileDescription, reportId: '1', fileId: 'a' });
    const bad = good.replace(/(<ipCaptureEvent>.*<\/ipCaptureEvent>)/, '$1$1');
    expect(schemaProblems(bad)).not.toEqual([]);
    expect(readFileDetails(rootOf(bad)).problems).toEqual([{ path: 'ipCaptureEvent', message: 'is given more than once' }]);
  });
});

test.each(fullReports)('what is written with %s is read back the same and passes our own validator', (_kind, report) => {
  const { value, problems } = readReport(rootOf(serializeReport(report)));
  expect(problems).toEqual([]);
  expect(value).toEqual(report);
  expect(validateReport(value, now)).toEqual([]);
});

test.each(fullDetails)('file details with %s are read back the same', (_kind, details) => {
  const { value, problems } = readFileDetails(rootOf(serializeFileDetails(details)));
  expect(problems).toEqual([]);
  expect(value).toEqual(details);
  expect(checkNode(FILE_DETAILS, value)).toEqual([]);
});

test('no attribute has the name of an element beside it, since both are keys of one object', () => {
  const collisions: string[] = [];
  const walk = (node: Node, name: string): void => {
    if (node.kind === 'leaf') return;
    const beside = node.kind === 'marked' ? ['value'] : Object.keys(node.fields);
    collisions.push(...beside.filter((key) => Object.hasOwn(node.attributes, key)).map((key) => `${name}/${key}`));
    if (node.kind === 'group') for (const [key, field] of Object.entries(node.fields)) walk(field.node, key);
  };
  walk(REPORT, 'report');
  walk(FILE_DETAILS, 'fileDetails');
  expect(collisions).toEqual([]);
});
