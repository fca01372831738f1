import { TriangleAlert } from 'lucide-react';
import { TestPill } from './test-pill';

/** Whether something is for tests or for real: told apart by colour, sign and words, wherever both can stand. */
export function ModePill({ isTest }: { isTest: boolean }) {
  if (isTest) return <TestPill label="Test" />;
  return (
    <span className="inline-flex items-center gap-1 rounded-full border border-accent bg-accent-soft px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap text-accent">
      <TriangleAlert aria-hidden className="size-3 flex-none" strokeWidth={2} />
      Real reports
    </span>
  );
}
