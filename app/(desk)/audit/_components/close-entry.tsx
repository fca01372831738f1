'use client';
import { useRouter } from 'next/navigation';
import { Button } from '@/app/_ui/button';
import { useShortcut } from '@/app/_ui/keyboard';

/** Closes the entry beside the list, by click or Escape. */
export function CloseEntry({ href }: { href: string }) {
  const router = useRouter();
  const close = () => router.push(href, { scroll: false });
  useShortcut('escape', close, { label: 'Close the entry' });
  return (
    <Button size="sm" variant="quiet" kbd="escape" onClick={close}>
      Close
    </Button>
  );
}
