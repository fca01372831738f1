import { expect, test } from 'vitest';
import { historyWords } from './history-words';

const event = (more: object) => historyWords({ action: 'report.moved', actor: 'filing', actorKind: 'system', words: 'Report moved on', details: {}, ...more } as Parameters<typeof historyWords>[0]);

test('a move tells where the report went, an act tells who did it', () => {
  expect(event({ details: { before: 'waiting', after: 'opening' } })).toEqual({ who: null, what: 'Opening at the hotline' });
  expect(event({ action: 'report.approved', actor: 'mo-7', actorKind: 'person', words: 'Agreed to a report' })).toEqual({ who: 'mo-7', what: 'agreed to a report' });
  // A state of another version goes by the event's own words.
  expect(event({ details: { after: '__proto__' } })).toEqual({ who: null, what: 'Report moved on' });
});
