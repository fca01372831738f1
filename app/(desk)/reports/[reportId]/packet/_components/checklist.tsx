'use client';
import { useId, useState } from 'react';
import { Section } from '@/app/_ui/section';

/** What to do, in order. The ticks are a help for whoever does it now: they are kept nowhere and prove nothing. */
export function Checklist({ lines }: { lines: readonly string[] }) {
  const id = useId();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  function toggle(line: string) {
    const next = new Set(ticked);
    if (!next.delete(line)) next.add(line);
    setTicked(next);
  }
  return (
    <Section as="h2" title="What to do">
      <ol className="grid gap-1.5">
        {lines.map((line, index) => (
          <li key={line} className="flex items-start gap-2">
            <input id={`${id}-${index}`} type="checkbox" checked={ticked.has(line)} onChange={() => toggle(line)} className="mt-0.5 size-4 flex-none accent-accent" />
            <label htmlFor={`${id}-${index}`} className={ticked.has(line) ? 'text-muted' : undefined}>
              {line}
            </label>
          </li>
        ))}
      </ol>
      <p className="mt-2 text-sm text-faint">Your ticks are not kept.</p>
    </Section>
  );
}
