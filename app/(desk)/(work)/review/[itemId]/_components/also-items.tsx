'use client';
import Link from 'next/link';
import { Button } from '@/app/_ui/button';
import { Section } from '@/app/_ui/section';
import { Severity } from '@/app/_ui/severity';
import type { ReviewOther } from '@/lib/review/schema';

interface AlsoItemsProps {
  others: readonly ReviewOther[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

function filesWords({ files, filesViewed, filesVerified }: ReviewOther): string {
  if (files === 0) return 'text only';
  const known = filesVerified === files ? (files === 1 ? 'on a verified list' : 'all on a verified list') : filesVerified > 0 ? `${filesVerified} on a verified list` : 'not on a verified list';
  return `${files} file${files === 1 ? '' : 's'}, ${known}, ${filesViewed === 0 ? 'not viewed' : `${filesViewed} viewed`}`;
}

/** Other items of the case, to be decided as this one is. Nothing is chosen by itself: each is somebody's message, too. */
export function AlsoItems({ others, chosen, onChange }: AlsoItemsProps) {
  const areAllChosen = others.every(({ id }) => chosen.includes(id));
  const toggle = (id: string) => onChange(others.map((other) => other.id).filter((each) => (each === id ? !chosen.includes(id) : chosen.includes(each))));
  return (
    <Section
      title={`Also ${others.length === 1 ? 'this item' : `these ${others.length} items`} of this case`}
      end={
        <Button size="sm" variant="quiet" onClick={() => onChange(areAllChosen ? [] : others.map(({ id }) => id))}>
          {areAllChosen ? 'Choose none' : 'Choose all'}
        </Button>
      }
    >
      <p className="mb-2 text-sm text-faint">What you choose is decided as this item is, and goes into the same report. Viewed or not is told of each file as it was.</p>
      <ul className="grid gap-1.5">
        {others.map((other) => (
          <li key={other.id} className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2.5">
            <input id={`also-${other.id}`} type="checkbox" className="mt-0.5 size-5 accent-accent" checked={chosen.includes(other.id)} onChange={() => toggle(other.id)} />
            <label htmlFor={`also-${other.id}`} className="min-h-6">
              <span className="flex items-center gap-2">
                Item {other.itemNumber} <Severity level={other.severity} />
              </span>
              <span className="block text-sm text-muted">
                {other.summary} · {filesWords(other)}
              </span>
              {other.spared.length > 0 && <span className="block text-sm text-high">You asked not to be given items like this: {other.spared.join(', ')}.</span>}
            </label>
            <Link href={`/review/${other.id}`} prefetch={false} className="min-h-6 content-center text-sm text-muted underline underline-offset-2 hover:text-text">
              Open<span className="sr-only"> item {other.itemNumber}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
