import { formatTime } from '@/app/_ui/format-time';
import type { PersonRow } from '@/lib/access/schema';

const DAY_MS = 86_400_000;
/** How long before an account is disabled for inactivity the list begins to say so. */
const WARN_DAYS = 10;

export type Act = 'role' | 'inviteAgain' | 'revoke' | 'reset' | 'disable' | 'enable';

export interface Offer {
  readonly act: Act;
  readonly label: string;
  /** Why it cannot be done now, or undefined. */
  readonly off?: string | undefined;
}

const NOT_ONESELF = 'Nobody changes their own access: ask another admin';

/** What an admin can do with somebody, by where they stand; what cannot be done says why. */
export function offersFor(person: PersonRow): Offer[] {
  const self = person.isSelf ? NOT_ONESELF : undefined;
  const role: Offer = { act: 'role', label: 'Change role…', off: self ?? (person.isOfCompany ? 'Their groups at the company’s sign-on decide it' : undefined) };
  const disable: Offer = { act: 'disable', label: 'Disable…', off: self };
  const revoke: Offer = { act: 'revoke', label: 'Take the link back…', off: self ?? (person.linkUntil === null ? 'There is no link that works' : undefined) };
  switch (person.state) {
    case 'active':
      return [role, { act: 'reset', label: 'Reset access…', off: self }, disable];
    case 'invited':
      return [{ act: 'inviteAgain', label: 'Invite again…', off: self }, revoke, role, disable];
    case 'reset':
      return [{ act: 'reset', label: 'Reset again…', off: self }, revoke, role, disable];
    case 'disabled':
      return [{ act: 'enable', label: 'Enable…', off: self }, role];
  }
}

interface ActWords {
  readonly title: string;
  readonly summary: string;
  readonly confirm: string;
  /** Said when it is done. */
  readonly done: string;
}

/** Each act in words, before it is done and after. */
export function wordsFor(act: Act, { pseudonym, isOfCompany }: PersonRow): ActWords {
  switch (act) {
    case 'role':
      return {
        title: `Change the role of ${pseudonym}`,
        summary: 'Every session of theirs ends at once, and they sign in anew under the new role. The pseudonym stays as it is, since the trail names it.',
        confirm: 'Change role',
        done: `${pseudonym} has another role now`,
      };
    case 'inviteAgain':
      return { title: `Invite ${pseudonym} again`, summary: 'A new link is made, and any earlier one stops working.', confirm: 'Make a new link', done: 'A new link was made' };
    case 'revoke':
      return { title: `Take the link of ${pseudonym} back`, summary: 'From now on the link opens nothing. A new one can be made at any time.', confirm: 'Take it back', done: 'The link was taken back' };
    case 'reset':
      return {
        title: `Reset the access of ${pseudonym}`,
        summary: isOfCompany
          ? 'Their second factors and recovery codes are removed and every session of theirs ends. They set up a new factor when they next come through the company’s sign-on. The other admins are told.'
          : 'Their password is removed and every session of theirs ends. A link is made with which they alone choose a new one; nobody else ever sees it. The other admins are told.',
        confirm: 'Reset access',
        done: `The access of ${pseudonym} was reset`,
      };
    case 'disable':
      return {
        title: `Disable ${pseudonym}`,
        summary: 'From the next click on they are signed out everywhere and cannot sign in. Links stop working, and items that they hold go back to the queue. What they did stays on record; they can be enabled again.',
        confirm: 'Disable',
        done: `${pseudonym} is disabled`,
      };
    case 'enable':
      return { title: `Enable ${pseudonym}`, summary: 'They can sign in again, with the password and factors they had. Inactivity counts from now.', confirm: 'Enable', done: `${pseudonym} is enabled` };
  }
}

/** What comes after the state's name: until when, since when, in how many days. */
export function stateDetail(person: PersonRow, now: string): string {
  const { state, disabledFor, disabledAt, linkUntil, inactiveFrom } = person;
  if (state === 'disabled') return `${disabledFor === 'inactive' ? 'for inactivity' : 'by an admin'}${disabledAt === null ? '' : `, ${formatTime(disabledAt, 'date')}`}`;
  const link = linkUntil === null ? 'no link that works' : `link works until ${formatTime(linkUntil, 'dateTime')}`;
  const days = inactiveFrom === null ? Infinity : Math.max(0, Math.ceil((Date.parse(inactiveFrom) - Date.parse(now)) / DAY_MS));
  const ends = days > WARN_DAYS ? '' : days === 0 ? 'disabled for inactivity today' : `disabled for inactivity in ${days} ${days === 1 ? 'day' : 'days'}`;
  return [state === 'active' ? '' : link, ends].filter(Boolean).join('; ');
}

const some = (count: number, one: string, many: string) => (count === 0 ? '' : `${count} ${count === 1 ? one : many}`);

/** The second factors somebody has, or that there are none. */
export function factorWords({ passkeys, hasApp, recoveryCodes, isOfDemo }: PersonRow): string {
  const factors = [some(passkeys, 'passkey', 'passkeys'), hasApp ? 'app' : ''].filter(Boolean);
  if (factors.length === 0) return isOfDemo ? 'The demo’s button' : 'None: not enrolled';
  return [...factors, some(recoveryCodes, 'recovery code', 'recovery codes') || 'no recovery codes'].join(', ');
}
