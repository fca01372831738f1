'use client';
import type { ReactNode } from 'react';
import { createContext, useContext, useLayoutEffect, useRef } from 'react';

export type Purpose = 'page' | 'unlock';

/** On the page a step's title is the page's; over a locked desk it stands below the desk's own. */
export const PurposeContext = createContext<Purpose>('page');

interface StepProps {
  title: string;
  lead?: ReactNode;
  /** Brings the focus to the title, so that a screen reader starts there; a step with a field of its own focuses that instead. */
  isTitleFocused?: boolean;
  children: ReactNode;
}

/** One step of signing in. */
export function Step({ title, lead, isTitleFocused = false, children }: StepProps) {
  const Heading = useContext(PurposeContext) === 'page' ? 'h1' : 'h2';
  const heading = useRef<HTMLHeadingElement>(null);

  // With the step itself, not after it is painted: a key pressed in between would have moved the focus already.
  useLayoutEffect(() => {
    if (isTitleFocused) heading.current?.focus();
  }, [isTitleFocused]);

  return (
    <div className="grid gap-4">
      <div className="grid gap-1">
        <Heading ref={heading} tabIndex={-1} className="text-xl font-semibold outline-none">
          {title}
        </Heading>
        {lead !== undefined && <div className="text-muted">{lead}</div>}
      </div>
      {children}
    </div>
  );
}

/** A refusal that belongs to no field. It is there before it has words, so that it is read out when they come. */
export function Refused({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="empty:absolute">
      {children !== undefined && <p className="rounded-md border border-imminent bg-imminent-soft px-3 py-2 text-imminent">{children}</p>}
    </div>
  );
}

/** A line between ways of which one is enough. */
export function Or() {
  return (
    <div aria-hidden className="flex items-center gap-3 text-sm text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      or
    </div>
  );
}
