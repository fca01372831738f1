'use client';
import { Button } from '@/app/_ui/button';
import { useShortcut } from '@/app/_ui/keyboard';
import { goTo } from '../../_components/go-to';

/** Closes the entry beside the list, by click or Escape. */
export function CloseEntry({ href }: { href: string }) {
  const close = () => goTo(href);
  useShortcut('escape', close, { label: 'Close the entry' });
  return (
    <Button size="sm" variant="quiet" kbd="escape" onClick={close}>
      Close
    </Button>
  );
}
