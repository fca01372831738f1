/** Why the company's sign-on did not lead in, as the address of the page carries it; see lib/access/company. */
const WORDS: Readonly<Record<string, string>> = {
  no_role: 'Your company knows you, but none of your groups has a role at this desk. Ask whoever looks after the desk’s groups at your company to add you to one.',
  no_email: 'Your company’s sign-on did not say your e-mail address, which this desk needs. Ask whoever looks after it to share it with the desk.',
  known_email: 'Somebody with your e-mail address has an account here that is not yet joined to your company’s sign-on. Ask an admin of the desk to look at it.',
  disabled: 'Your account at this desk is disabled. Ask an admin of the desk if you need it for your work.',
  too_many: 'Too many attempts came from your address. Nothing was lost; try again in a minute.',
  failed: 'Signing in through your company did not work. Nothing was changed; try again, and tell an admin of the desk if it stays.',
};

/** What the page says; a code that is not ours says nothing, and is never shown. */
export function companyWords(code: string | undefined): string | undefined {
  return code !== undefined && Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
}
