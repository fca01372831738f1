import { z } from 'zod';

// NIST 800-63B asks for eight characters where a second factor always follows, as here, and for no rules about kinds of
// characters; a password nobody can guess is a long one.
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 1024;
const RULE = `At least ${PASSWORD_MIN} characters; a few words in a row are easy to remember`;

export const newPassword = z
  .string()
  .min(PASSWORD_MIN, RULE)
  .max(PASSWORD_MAX, `At most ${PASSWORD_MAX} characters`);

const PRODUCT = 'watchkeeper';
const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm', 'azertyuiopqsdfghjklmwxcvbn'];
/** Parts of a name that are shorter may be in any word. */
const NAME_MIN = 4;

/** A text that is one shorter text again and again: "aaaaaaaaaaaa", "passwordpassword". */
const isRepetition = (text: string) => /^(.{1,8})\1+$/.test(text);
const isRun = (text: string) => RUNS.some((run) => run.includes(text) || [...run].reverse().join('').includes(text));

/** Why a password is among the first that anybody would try for this person, in words for them; null when it is not. */
export function whyGuessable(password: string, { email, pseudonym }: { readonly email: string; readonly pseudonym: string }): string | null {
  const text = password.toLowerCase().replace(/\s/g, '');
  const names = [email, email.split('@')[0] ?? '', pseudonym, pseudonym.replace('-', '')].map((name) => name.toLowerCase()).filter((name) => name.length >= NAME_MIN);
  if (names.some((name) => text.includes(name))) return 'Contains your e-mail or pseudonym, which others try first';
  if (text.includes(PRODUCT)) return 'Contains the name of this product, which others try first';
  if (isRepetition(text)) return 'Repeats itself, so it is quickly guessed';
  return isRun(text) ? 'Is a run of neighbouring keys, so it is quickly guessed' : null;
}
