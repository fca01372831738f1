import { describe, expect, test } from 'vitest';
import { driftOf } from './drift';
import { hasSchema, schemaSource } from './testing/xsd';

describe.skipIf(!hasSchema)('compared with the authority’s own schema', () => {
  const source = hasSchema ? schemaSource() : '';

  test('the grammar has not drifted', () => {
    expect(driftOf(source)).toEqual([]);
  });

  test.each([
    ['a new annotation', /(<xs:element name="spam")/, '<xs:element name="informational" minOccurs="0" type="xs:boolean" fixed="true"/>$1', 'report/incidentSummary/reportAnnotations/informational', 'as the documentation had announced'],
    ['a new required element', /(<xs:element name="incidentType")/, '<xs:element name="jurisdiction" type="xs:string"/>$1', 'report/incidentSummary/jurisdiction', 'new and required'],
    ['an element that is gone', /<xs:element name="platform"[^>]*>\s*<xs:annotation>[^]*?<\/xs:annotation>\s*<\/xs:element>/, '', 'report/incidentSummary/platform', 'not in the schema any more'],
    ['a new value of a list', /(<xs:enumeration value="Purchase")/, '<xs:enumeration value="Message"/>$1', 'report/personOrUserReported/ipCaptureEvent/eventName', 'takes new values: Message'],
    ['a value that is gone', /<xs:enumeration value="Recovery"\s*\/>/, '', 'report/reporter/reportingPerson/email@type', 'does not take these values any more: Recovery'],
    ['an element that may repeat now', /(<xs:element ref="lawEnforcement") minOccurs="0"/, '$1 minOccurs="0" maxOccurs="unbounded"', 'report/lawEnforcement', 'any number of times'],
    ['an element that is required now', /(<xs:element ref="lawEnforcement") minOccurs="0"/, '$1', 'report/lawEnforcement', 'exactly once'],
    ['another type', /(<xs:element name="possibleProxy" minOccurs="0") type="xs:boolean"/, '$1 type="xs:string"', 'report/personOrUserReported/ipCaptureEvent/possibleProxy', 'of the type string now'],
    ['a pattern that changed', /(<xs:pattern value=")[^"]*(")/, '$1[0-9]{4}$2', 'report/reporter/reportingPerson/phone@countryCallingCode', 'another pattern'],
    ['a flag that takes false now', /(<xs:element name="sextortion" minOccurs="0" type="xs:boolean") fixed="true"/, '$1', 'report/incidentSummary/reportAnnotations/sextortion', 'not fixed to true'],
    ['a root that has another name', /(<xs:element name=")fileDetails"/, '$1fileInfo"', 'fileDetails', 'not in the schema any more'],
  ])('%s is found where it is', (_what, form, change, path, words) => {
    const changed = source.replace(form, change);
    expect(changed).not.toBe(source);
    expect(driftOf(changed)).toContainEqual({ path, words: expect.stringContaining(words) as string });
  });

  test('another order is found, since the wrong one is refused', () => {
    const [summary, lawEnforcement] = [/<xs:element ref="reporter">/, /<xs:element ref="lawEnforcement" minOccurs="0">/];
    const changed = source.replace(summary, '<xs:element ref="SWAP">').replace(lawEnforcement, '<xs:element ref="reporter">').replace('<xs:element ref="SWAP">', '<xs:element ref="lawEnforcement" minOccurs="0">');
    expect(driftOf(changed)).toEqual([{ path: 'report', words: 'has its elements in another order, from reporter on' }]);
  });
});

test.each([
  ['no XML', 'Service unavailable', 'cannot be read'],
  ['another document', '<html/>', 'no XML schema'],
  ['a schema with entities', '<!DOCTYPE x [<!ENTITY a "b">]><xs:schema/>', 'document type declaration'],
])('%s is said to be no schema, and nothing is guessed', (_what, text, words) => {
  expect(driftOf(text)).toEqual([{ path: '', words: expect.stringContaining(words) as string }]);
});
