import { describe, expect, test } from 'vitest';
import { afterUndoWords, standWords, stepsOf } from './progress-words';

const report = { channel: 'api', state: 'waiting', approvalReason: null, files: 3, filesSent: 1 } as const;
const way = (more: Partial<Parameters<typeof stepsOf>[0]>) => stepsOf({ ...report, ...more }).map(({ label, is }) => `${label} ${is}`);

describe('a report’s way is shown as far as it has come and no further', () => {
  test.each([
    ['waiting', ['Queued now', 'Sent next', 'Receipt next']],
    ['uploading', ['Queued done', 'Sent now', 'Receipt next']],
    ['retracting', ['Queued done', 'Sent now', 'Receipt next']],
    ['finishing', ['Queued done', 'Sent now', 'Receipt next']],
    ['refused', ['Queued done', 'Sent stopped', 'Receipt next']],
    ['needs_attention', ['Queued done', 'Sent stopped', 'Receipt next']],
    ['filed', ['Queued done', 'Sent done', 'Receipt done']],
  ] as const)('%s', (state, steps) => {
    expect(way({ state })).toEqual(steps);
  });
});

test('a form that a person hands in is not called sent, and a second person comes first', () => {
  expect(way({ channel: 'portal', state: 'awaiting_reference' })).toEqual(['Prepared done', 'Handed in now', 'Reference next']);
  expect(way({ channel: 'email', state: 'awaiting_reference' })).toEqual(['Queued done', 'Sent done', 'Reference now']);
  expect(way({ state: 'awaiting_approval', approvalReason: 'New.' })).toEqual(['Agreed by two now', 'Queued next', 'Sent next', 'Receipt next']);
  expect(way({ state: 'draft', approvalReason: 'New.' })[0]).toBe('Agreed by two stopped');
  expect(way({ state: 'uploading', approvalReason: 'New.' }).slice(0, 2)).toEqual(['Agreed by two done', 'Queued done']);
});

test('while files are sent it is said how many', () => {
  expect(standWords({ ...report, state: 'uploading' })).toBe('Sending files: 1 of 3 sent');
  expect(standWords({ ...report, state: 'finishing', files: 0, filesSent: 0 })).toBe('Finishing');
  expect(standWords(report)).toBe('Can still be undone');
});

test('after the undo nothing is said to be filed before its number is there, whatever way it goes', () => {
  expect(afterUndoWords(['api'])).toBe('When the time to undo is over, it is sent, and filed when its receipt is on the case.');
  expect(afterUndoWords(['portal'])).toBe('When the time to undo is over, it is prepared for a person to hand in, and filed when the authority’s reference is entered.');
  expect(afterUndoWords(['api', 'webhook'])).toBe('When the time to undo is over, each is sent, and filed when its receipt is on the case.');
  expect(afterUndoWords(['api', 'portal'])).toMatch(/one is sent, .* on the case; another is prepared for a person to hand in, /);
});
