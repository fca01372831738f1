import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { expect, test } from 'vitest';
import { FILE_DETAILS, type FileDetails, REPORT, type Report } from './grammar';
import { replyXml } from './sandbox/reply';
import { serializeFileDetails, serializeReport } from './serialize';
import { fileDescription, messageReport, minimalReport } from './testing/examples';
import { fill } from './testing/fill';
import { hasSchema, schemaProblems } from './testing/xsd';
import { writeSchema } from './write-schema';

function problemsByOurs(xml: string): string[] {
  using schema = XmlDocument.fromString(writeSchema());
  using validator = XsdValidator.fromDoc(schema);
  using document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    return [String(error)];
  }
}

const details: FileDetails = { ...fileDescription, reportId: '4000001', fileId: 'b0754af766b426f2928a02c651ed4b99' };
const good: (readonly [string, string])[] = [
  ['a minimal report', serializeReport(minimalReport)],
  ['a direct message', serializeReport(messageReport)],
  ['a file', serializeFileDetails(details)],
  ...Object.keys(REPORT.fields.internetDetails.node.fields).map((kind) => [`every element and ${kind}`, serializeReport(fill(REPORT, [kind]) as Report)] as const),
  ...(['potentialMeme', 'fileAnnotations'] as const).map((kind) => [`every element of a file and ${kind}`, serializeFileDetails(fill(FILE_DETAILS, [kind]) as FileDetails)] as const),
];
const report = serializeReport(messageReport);
const file = serializeFileDetails(details);
const bad: (readonly [string, string])[] = [
  ['elements out of order', report.replace(/(<platform>.*<\/platform>)(.*)(<\/incidentSummary>)/, '$2$1$3')],
  ['a flag that says false', report.replace('<sextortion/>', '<sextortion>false</sextortion>')],
  ['an event called Message', report.replace('>Login<', '>Message<')],
  ['an element of later documentation', report.replace('<sextortion/>', '<informational/>')],
  ['two kinds in one internetDetails', report.replace('</chatImIncident>', '</chatImIncident><emailIncident/>')],
  ['a calling code that is none', report.replace('countryCallingCode="+1"', 'countryCallingCode="one"')],
  ['no reporter', report.replace(/<reporter>.*<\/reporter>/, '')],
  ['an account without its type', report.replace('<associatedAccount type="Linked">', '<associatedAccount>')],
  ['a second ipCaptureEvent of a file', file.replace(/(<ipCaptureEvent>.*<\/ipCaptureEvent>)/, '$1$1')],
  ['a meme mark beside annotations', file.replace('<fileAnnotations>', '<potentialMeme>true</potentialMeme><fileAnnotations>')],
];

test.each(good)('the schema made from the grammar takes what our serializer writes: %s', (_what, xml) => {
  expect(problemsByOurs(xml)).toEqual([]);
});

test.each(bad)('and refuses %s', (_what, xml) => {
  expect([report, file]).not.toContain(xml);
  expect(problemsByOurs(xml)).not.toEqual([]);
});

test.each([
  ['a refusal', replyXml({ code: 4100, detail: 'victim is not expected here' })],
  ['an upload', replyXml({ code: 0, reportId: '4000001', fileId: 'a'.repeat(32), hash: 'b'.repeat(32) })],
  ['a finished report', replyXml({ code: 0, reportId: '4000001', fileIds: ['a', 'b'] })],
])('what the sandbox answers is in it too: %s', (_what, xml) => {
  expect(problemsByOurs(xml)).toEqual([]);
  if (hasSchema) expect(schemaProblems(xml)).toEqual([]);
});

test.skipIf(!hasSchema)('the authority’s own schema agrees on every one of them', () => {
  for (const [what, xml] of good) expect([what, schemaProblems(xml)]).toEqual([what, []]);
  for (const [what, xml] of bad) expect([what, schemaProblems(xml).length > 0]).toEqual([what, true]);
});
