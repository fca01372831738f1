'use client';
import { Button } from '@/app/_ui/button';
import { useToast } from '@/app/_ui/toast';

/** Copies the packet as plain text. */
export function CopyAll({ text }: { text: string }) {
  const { notify } = useToast();
  function copy() {
    navigator.clipboard.writeText(text).then(
      () => notify({ title: 'The packet is copied', description: 'Paste it only where it belongs: it names people.' }),
      () => notify({ title: 'Nothing was copied', description: 'Copying was refused by the browser. Copy the fields one by one, or select the text.' }),
    );
  }
  return (
    <Button size="sm" onClick={copy}>
      Copy all as text
    </Button>
  );
}
