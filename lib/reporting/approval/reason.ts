import type { Tx } from '@/lib/db';
import type { DecisionFacts, FileFacts, SignalFacts } from '@/lib/hotlines';
import { isVerifiedMatch } from '@/lib/review';
import { APPROVAL_DEFAULTS, type Approval, EVERY_HOTLINE } from './schema';

/** What of a report's facts decides it; ReportFacts has all of it. */
interface Covered {
  readonly items: readonly {
    readonly decision: Pick<DecisionFacts, 'outcome' | 'dangerNow'>;
    readonly files: readonly Pick<FileFacts, 'mediaId'>[];
    readonly signals: readonly Pick<SignalFacts, 'kind' | 'exact' | 'list' | 'mediaId'>[];
  }[];
}

/** Whether every file of an item matches a verified list exactly. Text alone is known to no list. */
function isKnown({ files, signals }: Covered['items'][number]): boolean {
  // A signal that names no file speaks of the only one.
  const isAbout = (signal: { mediaId: string | null }, mediaId: string) => signal.mediaId === mediaId || (signal.mediaId === null && files.length === 1);
  return files.length > 0 && files.every(({ mediaId }) => signals.some((signal) => isAbout(signal, mediaId) && isVerifiedMatch(signal)));
}

/**
 * Why a second person has to agree before these facts leave for a hotline, in words for both of them; null when nobody
 * has to. Danger now never waits for anybody.
 */
export function reasonFor(facts: Covered, ruleOf: (harm: string) => Approval | undefined): string | null {
  if (facts.items.some(({ decision }) => decision.dangerNow.length > 0)) return null;
  for (const item of facts.items) {
    const rule = ruleOf(item.decision.outcome);
    if (rule?.forNovel && !isKnown(item)) return 'This is new material: not all of it matches a verified list exactly. Such reports are agreed to by two.';
    if (rule?.forKnown && isKnown(item)) return 'Reports of this harm to this hotline are agreed to by two.';
  }
  return null;
}

/** The rules for one hotline as they stand, by harm: its own, else those for every hotline, else what comes with the desk. */
export async function rulesOf(tx: Tx, hotline: string): Promise<(harm: string) => Approval | undefined> {
  const rows = await tx.approvalRule.findMany({ where: { hotline: { in: [hotline, EVERY_HOTLINE] } } });
  const ruleIn = (where: string, harm: string) => rows.find((row) => row.hotline === where && row.harm === harm);
  return (harm) => ruleIn(hotline, harm) ?? ruleIn(EVERY_HOTLINE, harm) ?? APPROVAL_DEFAULTS[harm];
}

/** As `reasonFor`, by the rules as they stand. */
export async function approvalReason(tx: Tx, { hotline, facts }: { readonly hotline: string; readonly facts: Covered }): Promise<string | null> {
  return reasonFor(facts, await rulesOf(tx, hotline));
}
