'use client';
import { Pause, Play, RotateCcw, Volume2, VolumeX } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { useShortcut } from '@/app/_ui/keyboard';
import { LOOK_LIMIT_MS } from '@/lib/wellness/schema';
import { clockWords } from './file-words';

interface VideoPlayerProps {
  ref: RefObject<HTMLVideoElement | null>;
  url: string;
  name: string;
  durationMs: number | null;
  /** Sound is off and stays off. */
  isMuted: boolean;
  /** Not played for as long as a picture would have been shown. */
  onLeftAlone: () => void;
}

const CONTROL = 'inline-grid min-h-8 min-w-8 place-items-center rounded-md outline-offset-2 hover:bg-[#ffffff]/12 pointer-coarse:min-h-11 pointer-coarse:min-w-11';
const JUMP_SECONDS = 5;

/**
 * A video that somebody asked to see, with controls of its own: the browser's would offer to save it, to show it on the
 * whole screen and to tear it off the page. It waits to be played, and begins without sound.
 */
export function VideoPlayer({ ref, url, name, durationMs, isMuted, onLeftAlone }: VideoPlayerProps) {
  const [isPlaying, setIsPlaying] = useState(false);
  const [isQuiet, setIsQuiet] = useState(true);
  const [atMs, setAtMs] = useState(0);
  const [isBroken, setIsBroken] = useState(false);

  useEffect(() => {
    if (isPlaying) return undefined;
    const timer = setTimeout(onLeftAlone, LOOK_LIMIT_MS.reveal);
    return () => clearTimeout(timer);
  }, [isPlaying, onLeftAlone]);

  const toggle = () => {
    const video = ref.current;
    if (!video) return;
    // Taken away while it was about to begin; there is nothing left to play.
    if (video.paused) void video.play().catch(() => undefined);
    else video.pause();
  };
  const jump = (seconds: number) => {
    const video = ref.current;
    if (!video) return;
    const { buffered } = video;
    const last = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
    video.currentTime = Math.max(0, Math.min(seconds, last));
  };
  useShortcut('p', toggle, { label: isPlaying ? 'Pause' : 'Play', group: 'This item' });

  const totalMs = durationMs ?? atMs;
  return (
    <>
      <video
        ref={ref}
        src={url}
        aria-label={`Revealed ${name}`}
        muted={isMuted || isQuiet}
        playsInline
        disablePictureInPicture
        disableRemotePlayback
        controlsList="nodownload nofullscreen noremoteplayback noplaybackrate"
        draggable={false}
        tabIndex={-1}
        onPlay={() => setIsPlaying(true)}
        onPause={() => setIsPlaying(false)}
        onTimeUpdate={(event) => setAtMs(event.currentTarget.currentTime * 1000)}
        onError={() => setIsBroken(true)}
        className="pointer-events-none absolute inset-x-0 top-0 bottom-22 h-[calc(100%-5.5rem)] w-full bg-[#22272b] object-contain print:hidden"
      />
      {isBroken && (
        <p role="alert" className="absolute inset-x-0 top-1/3 mx-auto w-fit rounded-md bg-[#0c0f11]/90 px-3 py-2">
          The video broke off. What was played is on record; reveal it again to see the rest.
        </p>
      )}
      <div role="group" aria-label={`Player of ${name}`} className="absolute inset-x-0 bottom-11 flex items-center gap-1 bg-[#0a0d0f] px-2 py-1">
        <Control label={isPlaying ? 'Pause' : 'Play'} keys="p" onPress={toggle}>
          {isPlaying ? <Pause aria-hidden className="size-4" /> : <Play aria-hidden className="size-4" />}
        </Control>
        <Control label={`Back ${JUMP_SECONDS} seconds`} onPress={() => jump((ref.current?.currentTime ?? 0) - JUMP_SECONDS)}>
          <RotateCcw aria-hidden className="size-4" />
        </Control>
        <input
          type="range"
          aria-label="Position"
          aria-valuetext={`${clockWords(atMs)} of ${clockWords(totalMs)}`}
          min={0}
          max={Math.max(1, Math.round(totalMs / 100))}
          value={Math.round(atMs / 100)}
          onChange={(event) => jump(Number(event.target.value) / 10)}
          className="min-w-0 flex-1 accent-[#7fb8b0]"
        />
        <span className="px-1 text-sm tabular-nums" aria-hidden>
          {clockWords(atMs)} / {clockWords(totalMs)}
        </span>
        {!isMuted && (
          <Control label={isQuiet ? 'Turn sound on' : 'Turn sound off'} onPress={() => setIsQuiet(!isQuiet)}>
            {isQuiet ? <VolumeX aria-hidden className="size-4" /> : <Volume2 aria-hidden className="size-4" />}
          </Control>
        )}
      </div>
    </>
  );
}

function Control({ label, keys, onPress, children }: { label: string; keys?: string; onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" aria-label={label} aria-keyshortcuts={keys} title={label} onClick={onPress} className={CONTROL}>
      {children}
    </button>
  );
}
