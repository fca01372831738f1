import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOVES, MOVING, canMove, isMoving, pauseMs } from './rules';
import { FUNNEL, FUNNEL_STEPS, REPORT_STATES, type ReportState, funnelStepOf, incidentTypeOf, isReportable } from './schema';

const STATES = Object.keys(REPORT_STATES) as ReportState[];

function reachable(from: ReportState): Set<ReportState> {
  const found = new Set<ReportState>();
  const visit = (state: ReportState): void => MOVES[state].filter((next) => !found.has(next)).forEach((next) => (found.add(next), visit(next)));
  visit(from);
  return found;
}

test('the table of moves is this one', () => {
  const moves = STATES.flatMap((from) => STATES.filter((to) => canMove(from, to)).map((to) => `${from} → ${to}`));
  expect(moves.sort()).toEqual(
    [
      'draft → awaiting_approval', 'draft → waiting', 'draft → withdrawn',
      'awaiting_approval → waiting', 'awaiting_approval → draft', 'awaiting_approval → withdrawn',
      'waiting → opening', 'waiting → delivering', 'waiting → awaiting_reference', 'waiting → withdrawn',
      'opening → opened', 'opening → needs_attention', 'opening → refused',
      'opened → uploading', 'opened → finishing', 'opened → retracting', 'opened → needs_attention',
      'uploading → describing', 'uploading → retracting', 'uploading → needs_attention', 'uploading → refused',
      'describing → finishing', 'describing → retracting', 'describing → needs_attention', 'describing → refused',
      'finishing → filed', 'finishing → retracting', 'finishing → needs_attention', 'finishing → refused',
      'retracting → opening', 'retracting → filed', 'retracting → needs_attention', 'retracting → refused',
      'delivering → awaiting_reference', 'delivering → filed', 'delivering → needs_attention', 'delivering → refused',
      'awaiting_reference → filed', 'awaiting_reference → delivering',
      'needs_attention → opening', 'needs_attention → delivering', 'needs_attention → retracting', 'needs_attention → filed',
      'refused → opening', 'refused → delivering', 'refused → retracting', 'refused → filed',
      'withdrawn → waiting', 'withdrawn → awaiting_approval',
    ].sort(),
  );
});

test('a report is filed on the authority’s word alone, and stays filed', () => {
  // Its answer to finish, to a retraction or to a delivery, or the reference that a person was given.
  expect(STATES.filter((from) => canMove(from, 'filed'))).toEqual(['finishing', 'delivering', 'awaiting_reference', 'retracting', 'refused', 'needs_attention']);
  expect(MOVES.filed).toEqual([]);
});

test('nothing is lost: from every state but filed a report can still get filed', () => {
  for (const state of STATES.filter((name) => name !== 'filed')) expect([state, reachable(state).has('filed')]).toEqual([state, true]);
});

test('what may be open at the hotline can be retracted, and only what was never sent withdrawn', () => {
  const neverOpen: ReportState[] = ['opening', 'delivering', 'retracting'];
  for (const state of MOVING.filter((name) => !neverOpen.includes(name))) expect([state, canMove(state, 'retracting')]).toEqual([state, true]);
  expect(STATES.filter((from) => canMove(from, 'withdrawn'))).toEqual(['draft', 'awaiting_approval', 'waiting']);
});

test('every state is counted in exactly one step of the funnel, and moving means on its way', () => {
  for (const state of STATES) {
    const steps = FUNNEL_STEPS.filter((step) => (FUNNEL[step].states as readonly ReportState[]).includes(state));
    expect([state, steps]).toEqual([state, [funnelStepOf(state)]]);
    expect(isMoving(state)).toBe(funnelStepOf(state) === 'on_its_way');
  }
});

test('only the two reportable outcomes have an incident type of their own', () => {
  expect(['apparent_csam', 'enticement', 'other_policy', 'not_violating', 'second_opinion'].map((outcome) => [isReportable(outcome), incidentTypeOf(outcome)])).toEqual([
    [true, 'Child Pornography (possession, manufacture, and distribution)'],
    [true, 'Online Enticement of Children for Sexual Acts'],
    [false, null],
    [false, null],
    [false, null],
  ]);
});

test('pauses grow from seconds to a quarter of an hour and never beyond, whatever is drawn', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
      const pause = pauseMs(attempt, random);
      expect(pause).toBeGreaterThanOrEqual(2_500);
      expect(pause).toBeLessThanOrEqual(900_000);
      expect(pauseMs(attempt + 1, random)).toBeGreaterThanOrEqual(pause);
    }),
  );
});
