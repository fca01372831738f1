'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { cx } from '@/app/_ui/cx';
import { Kbd } from '@/app/_ui/kbd';
import { useShortcut } from '@/app/_ui/keyboard';
import { useToast } from '@/app/_ui/toast';
import type { ReviewFile } from '@/lib/review/schema';
import { RevealDialog } from './reveal-dialog';
import { useLook } from './use-look';

interface MediaViewerProps {
  itemId: string;
  files: readonly ReviewFile[];
  selected: number;
  onSelect: (index: number) => void;
  isNeeded: boolean;
  /** Why looking is off, or undefined. */
  disabledReason: string | undefined;
}

const previewOf = (id: string) => `/api/evidence/${id}/preview`;
const IMAGE = 'absolute inset-0 size-full select-none print:hidden';

/** Blurred by the server until a person holds Space or gives a reason; blurred again the moment they look away. */
export function MediaViewer({ itemId, files, selected, onSelect, isNeeded, disabledReason }: MediaViewerProps) {
  const router = useRouter();
  const { notify } = useToast();
  const [isAsking, setIsAsking] = useState(false);
  const { look, start, stop } = useLook(itemId, (description) => notify({ title: 'Still blurred', description }), () => router.refresh());
  const file = files[selected];
  const isOff = disabledReason !== undefined;

  // A look belongs to one file: turning to another ends it, so that what is recorded is what was seen.
  const select = (index: number) => {
    stop();
    onSelect(Math.min(Math.max(index, 0), files.length - 1));
  };

  useShortcut('space', () => file && void start(file.id, 'peek'), { label: 'Hold to peek', group: 'This item', enabled: !isOff, onRelease: stop });
  useShortcut('shift+r', () => setIsAsking(true), { label: 'Reveal the original…', group: 'This item', enabled: !isOff });
  useShortcut('b', stop, { label: 'Blur again', group: 'This item', enabled: look !== null });
  useShortcut('[', () => select(selected - 1), { label: 'Previous file', group: 'This item', enabled: files.length > 1 });
  useShortcut(']', () => select(selected + 1), { label: 'Next file', group: 'This item', enabled: files.length > 1 });

  if (!file) return null;
  const number = selected + 1;
  const name = `image ${number} of ${files.length}`;
  const isAsked = look?.mediaId === file.id;
  const isOpen = isAsked && look.url !== null;

  return (
    <section aria-label="Files" className={cx('grid gap-3', files.length > 1 && 'grid-cols-[minmax(0,1fr)_5.75rem]')}>
      <div className="@container relative h-80 overflow-hidden rounded-lg border border-line bg-[#22272b] text-[#dfe5e8]">
        {/* eslint-disable-next-line @next/next/no-img-element -- sealed bytes must not pass an image optimiser's cache */}
        <img src={previewOf(file.id)} alt={`Blurred ${name}`} draggable={false} className={cx(IMAGE, 'object-cover')} />
        {isOpen && (
          // eslint-disable-next-line @next/next/no-img-element -- served once, under a grant
          <img src={look.url ?? ''} alt={look.kind === 'reveal' ? `Revealed ${name}` : `Grey ${name}`} draggable={false} onContextMenu={(event) => event.preventDefault()} className={cx(IMAGE, 'bg-[#22272b] object-contain')} />
        )}
        <span className="absolute top-3 left-3 rounded-md bg-[#0c0f11]/80 px-2 py-1 text-xs" role="status">
          {isOpen ? (look.kind === 'reveal' ? 'Revealed, recorded' : 'Peek, recorded') : isAsked ? 'Opening…' : 'Blurred on the server'} · {number} of {files.length}
          {!isAsked && file.seen !== 'not viewed' && ` · ${file.seen} before`}
        </span>
        <div className="absolute inset-x-0 bottom-0 flex flex-wrap items-center justify-between gap-x-2 gap-y-1.5 bg-linear-to-t from-[#0a0d0f]/95 to-[#0a0d0f]/70 px-3.5 py-2.5">
          <button
            type="button"
            aria-disabled={isOff || undefined}
            title={disabledReason}
            aria-label={`Hold to peek at ${name}`}
            onPointerDown={() => !isOff && void start(file.id, 'peek')}
            onPointerUp={stop}
            onPointerLeave={() => look?.kind === 'peek' && stop()}
            onKeyDown={(event) => {
              if (event.key !== ' ' || event.repeat || isOff) return;
              event.preventDefault();
              void start(file.id, 'peek');
            }}
            onKeyUp={(event) => event.key === ' ' && stop()}
            className="inline-flex min-h-7 touch-none items-center gap-2 rounded-md px-1 outline-offset-2 select-none aria-disabled:opacity-60"
          >
            <Kbd keys="space" isHidden tone="inherit" /> hold to peek<span className="-ml-2 @max-md:hidden">, blurred again on release</span>
          </button>
          {look?.kind === 'reveal' ? (
            <Button size="sm" kbd="b" onClick={stop}>
              Blur again
            </Button>
          ) : (
            <Button size="sm" kbd="shift+r" disabledReason={disabledReason} onClick={() => setIsAsking(true)}>
              Reveal original…
            </Button>
          )}
        </div>
      </div>
      {files.length > 1 && (
        <ul className="grid content-start gap-2">
          {files.map((each, index) => (
            <li key={each.id}>
              <button
                type="button"
                onClick={() => select(index)}
                aria-pressed={index === selected}
                aria-label={`Image ${index + 1} of ${files.length}, ${each.seen}`}
                className={cx('relative block h-14.5 w-full overflow-hidden rounded-md border border-line', index === selected && 'outline-2 outline-offset-1 outline-accent')}
              >
                {/* eslint-disable-next-line @next/next/no-img-element -- sealed bytes must not pass an image optimiser's cache */}
                <img src={previewOf(each.id)} alt="" draggable={false} className="size-full object-cover print:hidden" />
                <span className="absolute right-1 bottom-1 rounded-sm bg-[#000000]/70 px-1 text-xs text-[#e8ecee]">{index + 1}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <RevealDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        name={name}
        isNeeded={isNeeded}
        onConfirm={(reason) => {
          setIsAsking(false);
          return start(file.id, 'reveal', reason);
        }}
      />
    </section>
  );
}
