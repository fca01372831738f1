import { expect, test } from 'vitest';
import { FLOORS, LIMIT_NAMES } from './schema';
import { limitWords } from './words';

test('every limit says that nothing is lost, and that a reason takes one on', () => {
  for (const limit of LIMIT_NAMES) expect(limitWords(limit, FLOORS)).toMatch(/Nothing is lost: .* say why\.$/);
});

test('what was reached is said as people say it', () => {
  expect(limitWords('desk', { ...FLOORS, deskMinutes: 61 })).toContain('1 hour and 1 minute at the desk');
  expect(limitWords('break', FLOORS)).toMatch(/^50 minutes of work\. 10 minutes away from the screen\?/);
});
