import { useRef, useState } from 'react';
import { type Answer, type Refusal } from './post';

/**
 * Runs one step at a time and keeps its refusal to be shown; a press while one is under way does nothing. Not a
 * transition: those that are under way end together, and over a locked desk the act that waits for this one is among them.
 */
export function useStep() {
  const [refused, setRefused] = useState<Refusal>();
  const [isPending, setIsPending] = useState(false);
  const isRunning = useRef(false);

  async function follow<T>(step: () => Promise<Answer<T>>, onDone: (value: T) => void, onRefused?: () => void): Promise<void> {
    isRunning.current = true;
    setIsPending(true);
    setRefused(undefined);
    const answer = await step();
    isRunning.current = false;
    setIsPending(false);
    if (answer.ok) onDone(answer.value);
    else if (answer.code !== 'aborted') {
      setRefused(answer);
      onRefused?.();
    }
  }

  function run<T>(step: () => Promise<Answer<T>>, onDone: (value: T) => void, onRefused?: () => void): void {
    if (!isRunning.current) void follow(step, onDone, onRefused);
  }

  return { refused, isPending, run, setRefused };
}

/** What is wrong with one field: what is said of it by name, or nothing. */
export function wordsFor(refused: Refusal | undefined, field: string): string | undefined {
  return refused?.fields.find((each) => each.field === field)?.message;
}
