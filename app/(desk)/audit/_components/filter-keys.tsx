'use client';
import { type ReactNode, useRef } from 'react';
import { useShortcut } from '@/app/_ui/keyboard';

/** Takes the keyboard to the filters inside: to the search by `/`, to the first of the others by `f`. */
export function FilterKeys({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const focus = (selector: string) => box.current?.querySelector<HTMLElement>(selector)?.focus();
  useShortcut('/', () => focus('input[type=search]'), { label: 'Search the trail' });
  useShortcut('f', () => focus('select'), { label: 'Go to the filters' });
  return <div ref={box}>{children}</div>;
}
