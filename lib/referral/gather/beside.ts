import { openText, unwrapKey } from '@/lib/evidence';
import { hotlineNameOf } from '@/lib/hotlines';
import { CLOCK_RULES, HOLD_KINDS } from '@/lib/retention/schema';
import type { ClockFacts, ExhibitFacts, NoteFacts, ReportedFacts } from '../facts';
import type { LoadedReferral, loadClocks, loadNotes, loadReports } from './load';

type Rows<L extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<L>>;

/** Where a filing stands between its start and its end is another thing every minute, and nobody outside has use for it. */
function toldState(state: string, filedAt: Date | null): 'filed' | 'not_filed' | 'withdrawn' {
  if (state === 'withdrawn') return state;
  return filedAt === null ? 'not_filed' : 'filed';
}

/** Reports with what they cover of what is handed over; of anything else nothing is told. */
export function reportsOf(rows: Rows<typeof loadReports>, exhibits: readonly ExhibitFacts[]): ReportedFacts[] {
  const byItem = new Map(exhibits.map((exhibit) => [exhibit.itemId, exhibit]));
  return rows.map(({ id, hotline, state, isTest, filedAt, hotlineReportId, items, files }) => ({
    id,
    hotline,
    hotlineName: hotlineNameOf(hotline),
    state: toldState(state, filedAt),
    isTest,
    filedAt,
    receipt: toldState(state, filedAt) === 'filed' ? hotlineReportId : null,
    exhibits: items.flatMap(({ itemId }) => byItem.get(itemId)?.name ?? []),
    files: files.flatMap(({ itemId, mediaId, fileViewedByEsp }) => {
      const file = byItem.get(itemId)?.files.find((each) => each.mediaId === mediaId)?.name;
      return file === undefined ? [] : [{ file, isViewed: fileViewedByEsp }];
    }),
  }));
}

/** Every version of every note: earlier wording was never overwritten, and is not kept back either. @throws KeyDestroyed, BrokenSeal. */
export function notesOf(rows: Rows<typeof loadNotes>, owner: LoadedReferral['case']): NoteFacts[] {
  const key = unwrapKey(owner);
  return rows.flatMap(({ id, author, versions }) =>
    versions.map(({ version, writtenAt, sealedBody }) => ({ by: author.pseudonym, at: writtenAt, version, text: openText(key, { purpose: 'note', id: `${id}/${version}` }, sealedBody) })),
  );
}

const wordsIn = (known: Readonly<Record<string, { readonly words: string }>>, id: string): string => (Object.hasOwn(known, id) ? (known[id]?.words ?? id) : id);

export function clocksOf({ clocks, holds }: Rows<typeof loadClocks>): ClockFacts[] {
  return [
    ...clocks.map(({ rule, startsAt, endsAt }) => ({ words: wordsIn(CLOCK_RULES, rule), startsAt, endsAt })),
    ...holds.map(({ kind, startsAt, endsAt }) => ({ words: wordsIn(HOLD_KINDS, kind), startsAt, endsAt })),
  ];
}
