import { type ReactNode, useId } from 'react';

/** A titled part of the page. */
export function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <h2 id={id} className="text-xl font-semibold">{title}</h2>
      {children}
    </section>
  );
}

/** Something to type or to read as it stands; scrolls sideways by itself, by keyboard too. */
export function Sample({ label, children }: { label: string; children: string }) {
  return (
    <pre role="region" aria-label={label} tabIndex={0} className="overflow-x-auto scroll-thin rounded-md border border-line bg-surface p-3.5 font-mono text-sm leading-relaxed">
      {children}
    </pre>
  );
}

/** A method and its path, as a heading shows them. */
export function Call({ method, path }: { method: string; path: string }) {
  return (
    <span className="font-mono">
      <span className="text-accent">{method}</span> {path}
    </span>
  );
}
