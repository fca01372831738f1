'use client';
import { type ReactNode, useEffect, useRef } from 'react';

interface StepBodyProps {
  title: string;
  /** What the step is for, in a sentence or two. */
  lead: ReactNode;
  /** The step came in place of another one: its title takes the focus, so that a keyboard goes on from there. */
  isNew: boolean;
  children: ReactNode;
}

/** One step of a draft: its title, what it is for, and its fields. */
export function StepBody({ title, lead, isNew, children }: StepBodyProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNew) heading.current?.focus();
  }, [isNew]);
  return (
    <div className="grid max-w-[72rem] gap-4 px-4.5 py-4">
      <div className="grid gap-1">
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
          {title}
        </h2>
        <p className="max-w-[72ch] text-muted">{lead}</p>
      </div>
      {children}
    </div>
  );
}
