import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REPORT, type Report } from './grammar';
import { parseXml } from './parse-xml';
import { readReport } from './read-document';
import { serializeReport } from './serialize';
import { messageReport, minimalReport } from './testing/examples';
import { fill, reverseKeys } from './testing/fill';
import { replaceIllegal } from './xml-text';

function withContent(content: string): Report {
  return { ...minimalReport, internetDetails: [{ chatImIncident: { content } }] };
}

function readContent(xml: string): unknown {
  const parsed = parseXml(xml);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return (readReport(parsed.root).value as Report).internetDetails?.[0]?.chatImIncident?.content;
}

test('the order of elements is the grammar’s, whatever the order of the object’s keys', () => {
  const report = fill(REPORT, ['chatImIncident']) as Report;
  expect(serializeReport(reverseKeys(report) as Report).replace(/ \w+="[^"]*"/g, '')).toBe(
    serializeReport(report).replace(/ \w+="[^"]*"/g, ''),
  );
  expect(serializeReport(messageReport)).toContain(
    '<ipCaptureEvent><ipAddress>203.0.113.7</ipAddress><eventName>Upload</eventName><dateTime>2026-11-20T08:14:58Z</dateTime><port>443</port></ipCaptureEvent>',
  );
});

test('a flag is present when true, absent when false, and their parent is absent when none is true', () => {
  expect(serializeReport(messageReport)).toContain('<reportAnnotations><sextortion/></reportAnnotations>');
  const none = { ...minimalReport, incidentSummary: { ...minimalReport.incidentSummary, reportAnnotations: { spam: false } } };
  expect(serializeReport(none)).toBe(serializeReport(minimalReport));
});

test('no text of a message can make malformed XML, and what XML can carry is carried exactly', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  );
  const traps = [']]>', '<!DOCTYPE x>', '&amp;', '&#0;', '&nosuch;', '& ', '\u0000\uFFFE\uD800', '<!--', '<?xml?>', '</content>', '\r\n', ' '];
  fc.assert(
    fc.property(anyText, (content) => {
      expect(readContent(serializeReport(withContent(content)))).toBe(replaceIllegal(content));
    }),
    { examples: traps.map((trap) => [trap]) },
  );
  expect(replaceIllegal('a\u0000b\uD800c🙂')).toBe('a\uFFFDb\uFFFDc🙂');
});

test('a key that the grammar does not have is an error and never left out in silence', () => {
  expect(() => serializeReport({ ...minimalReport, screenName: 'x' } as Report)).toThrow('<report> has no element or attribute called screenName');
});
