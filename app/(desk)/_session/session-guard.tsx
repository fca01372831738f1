'use client';
import { useEffect, useRef } from 'react';
import { useSuspendShortcuts } from '@/app/_ui/keyboard';
import type { SignInStepsProps } from '@/app/(auth)/_components/sign-in-steps';
import type { SessionView } from '@/lib/access/schema';
import { pauseLive, resumeLive } from '../_live/use-live';
import { COVERED, useCover } from './cover';
import { holdRequests } from './hold-requests';
import { LockScreen } from './lock-screen';
import { cancelQuestion } from './step-up';
import { StepUpDialog } from './step-up-dialog';
import { StillHere } from './still-here';
import { useWatch } from './use-watch';

interface SessionGuardProps extends Pick<SignInStepsProps, 'company' | 'demoPeople'> {
  session: SessionView;
}

const LOCKED_TITLE = 'Locked · Watchkeeper';

/**
 * Stands by every page of the desk: warns before the session ends, locks the page in place when it has, and asks for
 * the second factor where an act wants it. What was on a locked page stays in memory, out of sight and out of reach.
 */
export function SessionGuard({ session, ...signIn }: SessionGuardProps) {
  const { cover, reason, host } = useCover();
  const { stage, leftMs, stay, comeBack } = useWatch(session);
  const isCovered = cover !== 'open';
  const focused = useRef<Element>(null);
  useSuspendShortcuts(isCovered);

  useEffect(() => holdRequests(), []);

  useEffect(() => {
    const note = () => {
      focused.current = document.activeElement;
    };
    window.addEventListener(COVERED, note);
    return () => window.removeEventListener(COVERED, note);
  }, []);

  useEffect(() => {
    if (!isCovered) return undefined;
    const title = document.title;
    document.title = LOCKED_TITLE;
    return () => {
      document.title = title;
      if (focused.current instanceof HTMLElement && focused.current.isConnected) focused.current.focus({ preventScroll: true });
    };
  }, [isCovered]);

  const isLocked = cover === 'locked';
  useEffect(() => {
    if (!isLocked) return undefined;
    pauseLive();
    cancelQuestion();
    return resumeLive;
  }, [isLocked]);

  return (
    <>
      <StillHere stage={isCovered ? 'quiet' : stage} leftMs={leftMs} stay={stay} />
      <StepUpDialog />
      {host && <LockScreen host={host} pseudonym={session.pseudonym} reason={reason} onDone={() => void comeBack()} {...signIn} />}
    </>
  );
}
