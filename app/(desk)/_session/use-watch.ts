'use client';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SessionView } from '@/lib/access/schema';
import { subscribeLive } from '../_live/use-live';
import { SessionClock, type Stage, stageOf } from './clock';
import { coverNow, lockDesk, uncover, veil } from './cover';
import { go } from './go';
import { type Word, hearNeighbours, tellNeighbours } from './neighbours';
import { type Reading, extendSession, readSession } from './session';
import { useActivity } from './use-activity';

const TICK_MS = 1_000;
const TRY_AGAIN_MS = 2_000;

export interface Watch {
  readonly stage: Stage;
  /** Milliseconds until the nearest end. */
  readonly leftMs: () => number;
  /** The person is here. */
  readonly stay: () => void;
  /** Somebody has signed in: goes on if it is the same person in the same role, and leaves for their home if not. */
  readonly comeBack: () => Promise<void>;
}

/** Keeps watch over the session: its time, what the desk says of it, and what the browser's other tabs do. */
export function useWatch(session: SessionView): Watch {
  const router = useRouter();
  const [clock] = useState(() => new SessionClock(session));
  const [stage, setStage] = useState<Stage>('quiet');
  const isAsking = useRef(false);

  const keep = useCallback(
    (view: SessionView) => {
      clock.set(view);
      setStage(stageOf(clock.left()));
    },
    [clock],
  );

  // A page drawn anew brings the session as it stood then.
  useEffect(() => {
    if (session.personId === clock.view.personId) clock.set(session);
    else go('/');
  }, [session, clock]);

  const take = useCallback(
    (reading: Reading) => {
      if (reading === 'unknown' || coverNow() === 'locked') return;
      if (reading === 'over') return lockDesk('over');
      if (reading.personId !== clock.view.personId) return go('/');
      const isOtherRole = reading.role !== clock.view.role;
      keep(reading);
      uncover();
      if (isOtherRole) router.refresh();
    },
    [clock, keep, router],
  );

  /** Asks how the session stands; by this page's own clock it may be over already, and is blank until it is known. */
  const ask = useCallback(async () => {
    if (isAsking.current || coverNow() === 'locked') return;
    isAsking.current = true;
    const isOverdue = stageOf(clock.left()) === 'over';
    if (isOverdue) veil();
    const reading = await readSession();
    isAsking.current = false;
    if (coverNow() === 'veiled' && (reading === 'over' || reading === 'unknown')) lockDesk(isOverdue ? 'idle' : 'over');
    else take(reading);
  }, [clock, take]);

  const comeBack = useCallback(async () => {
    let reading = await readSession();
    while (reading === 'unknown') {
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
      reading = await readSession();
    }
    if (reading === 'over' || coverNow() !== 'locked') return;
    const { personId, role, absoluteAt } = clock.view;
    // The session that was locked may not be known to be over yet; only a new one opens the desk.
    if (reading.personId === personId && reading.absoluteAt === absoluteAt) return;
    if (reading.personId !== personId || reading.role !== role) return go('/');
    keep(reading);
    uncover();
    tellNeighbours({ kind: 'opened' });
    router.refresh();
  }, [clock, keep, router]);

  const stay = useCallback(() => {
    void extendSession().then((reading) => {
      take(reading);
      if (typeof reading === 'object') tellNeighbours({ kind: 'touched', view: reading });
    });
  }, [take]);

  useActivity(session.idleMs, stage === 'idle_soon', () => coverNow() === 'open' && stay());

  useEffect(() => {
    const tick = () => {
      const next = stageOf(clock.left());
      if (next === 'over') void ask();
      else setStage(next);
    };
    const timer = setInterval(tick, TICK_MS);
    // Timers of a tab in the background, and of a computer asleep, come late.
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [clock, ask]);

  useEffect(() => subscribeLive(({ topic }) => topic === 'session' && void ask()), [ask]);

  useEffect(() => {
    const hear = (word: Word) => {
      if (word.kind === 'locked') lockDesk('by_person');
      else if (word.kind === 'left') go('/sign-in');
      else if (word.kind === 'touched') take(word.view);
      else void (coverNow() === 'locked' ? comeBack() : ask());
    };
    const off = hearNeighbours(hear);
    // A tab that was locked goes on when somebody has signed in to this one.
    tellNeighbours({ kind: 'opened' });
    return off;
  }, [ask, comeBack, take]);

  useEffect(() => {
    // The browser may bring a page back as it was left, long after its session.
    const hide = (event: PageTransitionEvent) => event.persisted && veil();
    const show = (event: PageTransitionEvent) => event.persisted && void ask();
    window.addEventListener('pagehide', hide);
    window.addEventListener('pageshow', show);
    return () => {
      window.removeEventListener('pagehide', hide);
      window.removeEventListener('pageshow', show);
    };
  }, [ask]);

  const leftMs = useCallback(() => {
    const { idleMs, absoluteMs } = clock.left();
    return Math.max(0, Math.min(idleMs, absoluteMs));
  }, [clock]);
  return { stage, leftMs, stay, comeBack };
}
