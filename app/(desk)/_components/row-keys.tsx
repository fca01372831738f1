'use client';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { useShortcut } from '@/app/_ui/keyboard';

/** Moves the focus through the rows inside it by j and k; Enter then opens, since each row is led by a RowLink. */
export function RowKeys({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);

  function move(by: 1 | -1) {
    const links = [...(box.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
    const focused = links.indexOf(document.activeElement as HTMLElement);
    const open = links.findIndex((link) => link.closest('[aria-current=true]'));
    const from = focused >= 0 ? focused : open >= 0 ? open : by > 0 ? -1 : links.length;
    links[Math.min(Math.max(from + by, 0), links.length - 1)]?.focus();
  }

  useShortcut('j', () => move(1), { label: 'Next row', inPalette: false });
  useShortcut('k', () => move(-1), { label: 'Previous row', inPalette: false });

  return <div ref={box}>{children}</div>;
}
