import type { Change } from '@/app/_ui/diff';
import type { AuditRow } from '@/lib/audit';
import { ACTIONS, ACTION_NAMES, type Action, type AuditOutcome, type Target } from '@/lib/audit/schema';

export const OUTCOME_WORDS: Record<AuditOutcome, string> = { done: 'Done', refused: 'Refused', failed: 'Failed' };

/** What the part of an action's name before the dot is about; kinds that belong together share their words. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  session: 'Sign-in and sessions',
  factor: 'Sign-in and sessions',
  password: 'Sign-in and sessions',
  account: 'Sign-in and sessions',
  access: 'Refusals',
  person: 'People',
  people: 'People',
  break_glass: 'Break-glass',
  alert: 'Alerts',
  api_key: 'API keys',
  api_keys: 'API keys',
  media: 'Intake',
  item: 'Items',
  items: 'Intake',
  case: 'Cases',
  cases: 'Cases',
  queue: 'Items',
  message: 'Evidence',
  evidence: 'Evidence',
  decision: 'Decisions and notes',
  note: 'Decisions and notes',
  report: 'Reports',
  reports: 'Reports',
  referral: 'Referrals',
  referrals: 'Referrals',
  agency: 'Agencies',
  agencies: 'Agencies',
  audit: 'Audit trail',
};

export interface ActionGroup {
  readonly words: string;
  readonly actions: readonly { readonly name: Action; readonly words: string }[];
}

/** Every action under the kind of thing that it is about, in the order of the alphabet. */
export function actionGroups(): readonly ActionGroup[] {
  const groups = new Map<string, ActionGroup['actions'][number][]>();
  for (const name of ACTION_NAMES) {
    const kind = name.split('.')[0] ?? '';
    const words = KIND_WORDS[kind] ?? nameWords(kind);
    groups.set(words, [...(groups.get(words) ?? []), { name, words: ACTIONS[name].words }]);
  }
  const byWords = (one: { words: string }, other: { words: string }) => one.words.localeCompare(other.words, 'en');
  return [...groups].map(([words, actions]) => ({ words, actions: actions.sort(byWords) })).sort(byWords);
}

const TARGET_WORDS: Record<Target['type'], string> = {
  item: 'Item',
  case: 'Case',
  media: 'File',
  message: 'Message',
  note: 'Note',
  decision: 'Decision',
  report: 'Report',
  person: 'Person',
  api_key: 'API key',
  referral: 'Referral',
  session: 'Session',
  route: 'Permission',
  factor: 'Second factor',
  invitation: 'Invitation',
  break_glass: 'Break-glass',
  wall: 'Wall',
  alert: 'Alert',
  hotline: 'Hotline',
  notice: 'Notice',
  call: 'Call',
  agency: 'Agency',
  agency_key: 'Agency’s key',
  hold: 'Hold',
  destruction: 'Destruction',
  erasure: 'Erasure request',
};

/** What a target is called: its label, else its kind with the end of its id, which is where ids differ. */
export function targetWords({ type, id, label }: Target): string {
  if (label !== undefined) return label;
  return type === 'route' ? id : `${TARGET_WORDS[type]} …${id.slice(-6)}`;
}

/** To what something was done, in one line. */
export function targetsWords(targets: readonly Target[]): string {
  const [first, second, ...rest] = targets.map(targetWords);
  return [first, second, rest.length > 0 && `${rest.length} more`].filter(Boolean).join(' · ');
}

/** `byteSize` → `Byte size`. */
function nameWords(name: string): string {
  const words = name.replace(/([A-Z])/g, ' $1').replaceAll('_', ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'None' : value.map(valueWords).join(', ');
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value).map(([name, inner]) => `${nameWords(name).toLowerCase()}: ${valueWords(inner)}`);
    return pairs.length === 0 ? 'None' : pairs.join(', ');
  }
  return String(value);
}

export interface DetailWords {
  /** What became of something, where the entry tells a before and an after. */
  readonly changes: readonly Change[];
  readonly rest: readonly { readonly term: string; readonly value: string }[];
}

/** An entry's details as people read them; `field` is what a before and an after are of. */
export function detailsWords(details: AuditRow['details'], field = 'state'): DetailWords {
  const { before, after, ...others } = details;
  const isChange = before !== undefined || after !== undefined;
  return {
    changes: isChange ? [{ field, before: before === undefined ? undefined : valueWords(before), after: after === undefined ? undefined : valueWords(after) }] : [],
    rest: Object.entries(others).map(([name, value]) => ({ term: nameWords(name), value: valueWords(value) })),
  };
}
