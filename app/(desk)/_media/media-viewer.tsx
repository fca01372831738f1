'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { cx } from '@/app/_ui/cx';
import { useShortcut } from '@/app/_ui/keyboard';
import { useToast } from '@/app/_ui/toast';
import { whyNotShown } from '@/lib/evidence/schema';
import type { ReviewItem } from '@/lib/review/schema';
import { Refusal } from '../_session/ask';
import { useLimits } from '../wellness/_components/use-limits';
import { FileFacts } from './file-facts';
import { nameOf } from './file-words';
import { PeekButton } from './peek-button';
import { RevealDialog } from './reveal-dialog';
import { Stage } from './stage';
import { Thumbnails } from './thumbnails';
import { type Wanted, useLook } from './use-look';

interface MediaViewerProps {
  item: Pick<ReviewItem, 'id' | 'files' | 'viewing' | 'settings' | 'asksReason'>;
  selected: number;
  onSelect: (index: number) => void;
  /** Why looking is off, or undefined. */
  disabledReason: string | undefined;
}

/** Blurred by the server until a person holds Space or gives a reason, of what is preserved a reason alone; blurred again the moment they look away. */
export function MediaViewer({ item, selected, onSelect, disabledReason }: MediaViewerProps) {
  const { files, settings } = item;
  const router = useRouter();
  const { notify } = useToast();
  const [isAsking, setIsAsking] = useState(false);
  const limits = useLimits();
  const { look, player, start, stop } = useLook(item.id, () => router.refresh());
  const file = files[selected];
  const offReason = disabledReason ?? (file && whyNotShown(file));
  const isOff = offReason !== undefined;
  const isRevealed = look?.kind === 'reveal';

  // A look belongs to one file: turning to another ends it, so that what is recorded is what was seen.
  const select = (index: number) => {
    stop();
    onSelect(Math.min(Math.max(index, 0), files.length - 1));
  };
  /** @returns whether it was shown. */
  async function begin(wanted: Wanted): Promise<boolean> {
    const came = await start(wanted);
    if (!(came instanceof Refusal)) return came === 'shown';
    // A peek lasts while something is held, and by then nothing is.
    const again = () => (wanted.kind === 'reveal' ? void begin(wanted) : notify({ title: 'You can peek now', description: 'Hold again to see it.' }));
    if (!limits.meets(came, again)) notify({ title: 'Still blurred', description: came.message });
    return false;
  }
  const peek = () => file && !isRevealed && void begin({ file, kind: 'peek' });
  // Also before the peek is on the screen: a press that is shorter than that shows nothing.
  const release = () => !isRevealed && stop();

  useShortcut('space', peek, { label: 'Hold to peek', group: 'This item', enabled: !isOff && !item.asksReason && !isRevealed, onRelease: release });
  useShortcut('shift+r', () => setIsAsking(true), { label: 'Reveal the original…', group: 'This item', enabled: !isOff && !isRevealed });
  useShortcut('b', stop, { label: 'Blur again', group: 'This item', enabled: look !== null });
  useShortcut('[', () => select(selected - 1), { label: 'Previous file', group: 'This item', enabled: files.length > 1 });
  useShortcut(']', () => select(selected + 1), { label: 'Next file', group: 'This item', enabled: files.length > 1 });

  if (!file) return null;
  const name = nameOf(file, selected, files.length);
  return (
    <section aria-label="Files" className="grid gap-2">
      <div className={cx('grid gap-3', files.length > 1 && 'grid-cols-[minmax(0,1fr)_5.75rem]')}>
        <Stage file={file} name={name} blur={settings.blur} isMuted={settings.isMuted} look={look?.mediaId === file.id ? look : null} player={player} onLeftAlone={stop}>
          {item.asksReason ? <span>Preserved: each look asks why</span> : <PeekButton name={name} disabledReason={offReason} onHold={peek} onRelease={release} />}
          {isRevealed ? (
            <Button size="sm" kbd="b" onClick={stop}>
              Blur again
            </Button>
          ) : (
            <Button size="sm" kbd="shift+r" disabledReason={offReason} onClick={() => setIsAsking(true)}>
              {item.asksReason ? 'Look at the preserved file…' : 'Reveal original…'}
            </Button>
          )}
        </Stage>
        {files.length > 1 && <Thumbnails files={files} selected={selected} blur={settings.blur} onSelect={select} />}
      </div>
      <FileFacts file={file} name={name} />
      <RevealDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        name={name}
        file={file}
        item={item}
        onConfirm={(reason) => {
          setIsAsking(false);
          return begin({ file, kind: 'reveal', reason });
        }}
      />
      {limits.dialog}
    </section>
  );
}
