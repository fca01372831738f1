import { expect, test } from 'vitest';
import { explainRefusal } from './explain-refusal';

test('a path that the hotline names is said in our words, with the limit that holds there', () => {
  expect(explainRefusal('Validation failed: incidentSummary/platform is longer than 256 characters; victim/0/schoolName is longer than 255 characters')).toEqual([
    { path: 'incidentSummary/platform', words: 'The hotline refused “platform” of incident summary.', whatToDo: expect.stringContaining('at most 256 characters') as string },
    { path: 'victim/0/schoolName', words: 'The hotline refused “school name” of victim 1.', whatToDo: expect.stringContaining('at most 255 characters') as string },
  ]);
});

test('an element that a schema validator names is found in the one place where it stands', () => {
  const said = "cvc-datatype-valid.1.2.1: 'canary' is not a valid value for 'dateTime'. cvc-type.3.1.3: The value 'canary' of element 'incidentDateTime' is not valid.";
  const [refusal] = explainRefusal(said);
  expect(refusal).toMatchObject({ path: 'incidentSummary/incidentDateTime', words: 'The hotline refused “incident date time” of incident summary.' });
  expect(JSON.stringify(explainRefusal(said))).not.toContain('canary');
});

test('of a file, its own description is looked through', () => {
  expect(explainRefusal('industryClassification cannot be given for a supplemental file', 'file')).toEqual([expect.objectContaining({ path: 'industryClassification', whatToDo: expect.stringContaining('A1, A2, B1, B2') as string })]);
});

test.each([undefined, '', 'Malformed XML', 'The value of the name is wrong', 'victim/0/<script>', 'x'.repeat(100_000)])('what it cannot tell it says: %.30s', (said) => {
  const refusals = explainRefusal(said);
  expect(refusals).toHaveLength(1);
  expect(refusals[0]).toMatchObject({ words: expect.stringMatching(/^The hotline (?:did not say|refused “victim”)/) as string });
});
