'use client';
import { useSyncExternalStore } from 'react';

interface Question {
  readonly answered: Promise<boolean>;
  readonly answer: (isVerified: boolean) => void;
}

let question: Question | undefined;
const listeners = new Set<() => void>();

function set(next: Question | undefined): void {
  question = next;
  for (const listener of listeners) listener();
}

/**
 * Asks the person for their second factor again, in a dialog over whatever they are doing.
 * @returns whether they answered it; false when they would rather not. Acts that ask at the same time share the answer.
 */
export function askAgain(): Promise<boolean> {
  if (!question) {
    let answer: (isVerified: boolean) => void = () => undefined;
    const answered = new Promise<boolean>((resolve) => {
      answer = (isVerified) => {
        set(undefined);
        resolve(isVerified);
      };
    });
    set({ answered, answer });
  }
  return question?.answered ?? Promise.resolve(false);
}

/** Whether the dialog stands open: asking for a passkey takes the focus from the window. */
export const isAsking = (): boolean => question !== undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the dialog is to answer, or undefined while nothing is asked. */
export function useQuestion(): Question | undefined {
  return useSyncExternalStore(subscribe, () => question, () => undefined);
}

/** Takes the question back unanswered: the desk locks, and whoever comes back decides anew. */
export function cancelQuestion(): void {
  question?.answer(false);
}
