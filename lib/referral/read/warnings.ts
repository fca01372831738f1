import { type ReferralScope, processTypeOf } from '../request/schema';
import type { ReferralItem } from './schema';

interface Looked {
  readonly processType: string | null;
  readonly agencyCountry: string | null;
  readonly deadline: Date | null;
  readonly scope: ReferralScope;
  readonly items: readonly ReferralItem[];
  readonly now: Date;
}

const many = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What a careful person would look at twice before a referral goes on, as sentences. None of it stands in the way. */
export function warningsOf({ processType, agencyCountry, deadline, scope, items, now }: Looked): string[] {
  const type = processTypeOf(processType);
  const undecided = items.filter(({ outcome }) => outcome === null || outcome === 'second_opinion').length;
  const innocent = items.filter(({ outcome }) => outcome === 'not_violating').length;
  const warnings: readonly (string | false)[] = [
    type?.reach === 'records' && items.length > 0 && `${type.words}: on its face it reaches records about an account, not what people wrote and sent. Ask legal before content goes out on it.`,
    type?.countries != null && agencyCountry !== null && !type.countries.includes(agencyCountry) && `${type.words} is process of another country than the agency’s (${agencyCountry}).`,
    deadline !== null && deadline < now && 'The deadline has passed.',
    undecided > 0 && `${many(undecided, 'item')} that nobody has decided on yet.`,
    innocent > 0 && `${many(innocent, 'item')} in which nobody found a violation.`,
    scope.withNotes && 'Notes of colleagues go along: they were written for the desk.',
  ];
  return warnings.filter((warning) => warning !== false);
}
