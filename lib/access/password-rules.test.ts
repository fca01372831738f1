import { expect, test } from 'vitest';
import { newPassword, whyGuessable } from './password-rules';

const person = { email: 'kim.sorel@example.com', pseudonym: 'MO-04' };

test.each([
  ['kim.sorel and me', 'e-mail'], ['MO-04 forever and ever', 'pseudonym'], ['mo04 forever and ever', 'pseudonym'], ['my watch keeper desk', 'product'],
  ['zzzzzzzzzzzz', 'Repeats'], ['beans beans beans', 'Repeats'], ['9876543210987', 'run'], ['lkjhgfdsapoi', 'run'],
])('%s is among the first that anybody would try', (password, why) => {
  expect(whyGuessable(password, person)).toContain(why);
});

test.each(['a lantern by the harbour wall', 'Tr0ub4dor&3-and-more', 'пароль из пяти слов', 'kim likes tomatoes'])('%s is not, and any kind of character will do', (password) => {
  expect(newPassword.safeParse(password).success).toBe(true);
  expect(whyGuessable(password, person)).toBeNull();
});

test('twelve characters are the least, and a very long one is no way to keep the desk busy', () => {
  expect(newPassword.safeParse('x'.repeat(11)).success).toBe(false);
  expect(newPassword.safeParse('x'.repeat(12)).success).toBe(true);
  expect(newPassword.safeParse('x'.repeat(1025)).success).toBe(false);
});
