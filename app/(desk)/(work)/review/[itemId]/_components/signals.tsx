import { Pill } from '@/app/_ui/pill';
import type { ReviewItem } from '@/lib/review/schema';

/** Why the item is here, each signal in words. Unknown kinds are marked: they were kept, not understood. */
export function Signals({ signals }: Pick<ReviewItem, 'signals'>) {
  return (
    <section aria-label="Signals" className="rounded-lg border border-line bg-surface">
      <h2 className="border-b border-line px-3.5 py-2 font-medium">
        Signals <span className="font-normal text-muted">{signals.length}</span>
      </h2>
      {signals.length === 0 ? (
        <p className="px-3.5 py-2 text-muted">The platform sent none.</p>
      ) : (
        <ul className="divide-y divide-line">
          {signals.map((signal) => (
            <li key={signal.id} className="flex flex-wrap items-center gap-2 px-3.5 py-1.5 text-muted">
              {signal.words}
              {!signal.isKnown && <Pill>Not known to this version</Pill>}
              {signal.isTest && <Pill tone="high">Test</Pill>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
