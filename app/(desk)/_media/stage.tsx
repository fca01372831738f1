'use client';
import type { ReactNode, RefObject } from 'react';
import { VIEWED } from '@/lib/evidence/schema';
import type { ReviewFile } from '@/lib/review/schema';
import { type Blur, isVideo } from '@/lib/wellness/schema';
import { Blurred } from './blurred';
import type { Look } from './use-look';
import { VideoPlayer } from './video-player';

interface StageProps {
  file: ReviewFile;
  name: string;
  blur: Blur;
  isMuted: boolean;
  /** A look at this file that is asked for or open. */
  look: Look | null;
  player: RefObject<HTMLVideoElement | null>;
  onLeftAlone: () => void;
  /** The buttons. */
  children: ReactNode;
}

const PICTURE = 'pointer-events-none absolute inset-0 size-full bg-[#22272b] object-contain select-none print:hidden';

function altOf(file: ReviewFile, { kind }: Look, name: string): string {
  if (kind === 'reveal') return `Revealed ${name}`;
  return isVideo(file.contentType) ? `Grey key frames of ${name}` : `Grey ${name}`;
}

function stateOf(file: ReviewFile, look: Look | null): string {
  if (look?.shown) return look.kind === 'reveal' ? 'Revealed, recorded' : 'Peek, recorded';
  if (look) return 'Opening…';
  if (file.state !== 'ready') return 'Nothing to see';
  return file.viewed === 'not_viewed' ? 'Blurred on the server' : `Blurred on the server · ${VIEWED[file.viewed]}`;
}

/** One file: blurred, or what a look shows of it. Nothing here can be dragged, saved from a menu or printed. */
export function Stage({ file, name, blur, isMuted, look, player, onLeftAlone, children }: StageProps) {
  const shown = look?.shown;
  return (
    <div
      data-stage
      onContextMenu={(event) => event.preventDefault()}
      onDragStart={(event) => event.preventDefault()}
      className="@container relative h-80 overflow-hidden rounded-lg border border-line bg-[#22272b] text-[#dfe5e8] [-webkit-touch-callout:none]"
    >
      <Blurred file={file} name={name} blur={blur} />
      {shown?.as === 'picture' && look && (
        // eslint-disable-next-line @next/next/no-img-element -- served once, under a grant
        <img src={shown.url} alt={altOf(file, look, name)} draggable={false} className={PICTURE} />
      )}
      {shown?.as === 'video' && <VideoPlayer key={shown.url} ref={player} url={shown.url} name={name} durationMs={file.durationMs} isMuted={isMuted} onLeftAlone={onLeftAlone} />}
      <span className="absolute top-3 left-3 rounded-md bg-[#0c0f11]/80 px-2 py-1 text-xs" role="status">
        {stateOf(file, look)} · {name}
      </span>
      <div className="absolute inset-x-0 bottom-0 flex min-h-11 flex-wrap items-center justify-between gap-x-2 gap-y-1.5 bg-linear-to-t from-[#0a0d0f]/95 to-[#0a0d0f]/70 px-3.5 py-2">{children}</div>
    </div>
  );
}
