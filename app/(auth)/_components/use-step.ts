import { useState, useTransition } from 'react';
import { type Answer, type Refusal } from './post';

/** Runs one step at a time and keeps its refusal to be shown; a press while one is under way does nothing. */
export function useStep() {
  const [refused, setRefused] = useState<Refusal>();
  const [isPending, start] = useTransition();

  function run<T>(step: () => Promise<Answer<T>>, onDone: (value: T) => void, onRefused?: () => void): void {
    if (isPending) return;
    setRefused(undefined);
    start(async () => {
      const answer = await step();
      if (answer.ok) onDone(answer.value);
      else if (answer.code !== 'aborted') {
        setRefused(answer);
        onRefused?.();
      }
    });
  }

  return { refused, isPending, run, setRefused };
}

/** What is wrong with one field: what is said of it by name, or nothing. */
export function wordsFor(refused: Refusal | undefined, field: string): string | undefined {
  return refused?.fields.find((each) => each.field === field)?.message;
}
