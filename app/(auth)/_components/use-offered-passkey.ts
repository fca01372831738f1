import { WebAuthnAbortService, browserSupportsWebAuthn, browserSupportsWebAuthnAutofill } from '@simplewebauthn/browser';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { signInWithPasskey } from './passkey';
import { type Refusal } from './post';
import { type SignedIn } from './steps';

const never = () => () => undefined;

/** Whether this browser knows passkeys; taken for granted until it can be asked. */
export function usePasskeySupport(): boolean {
  return useSyncExternalStore(never, browserSupportsWebAuthn, () => true);
}

interface Outcome {
  onDone: (signedIn: SignedIn) => void;
  onRefused: (refused: Refusal) => void;
}

/**
 * Lets the browser offer passkeys in its own list under the field that asks for it (autocomplete="… webauthn"), for
 * as long as the form is there. Another ceremony takes its place; then nothing comes of it.
 * @returns whether this browser knows passkeys at all.
 */
export function useOfferedPasskey(outcome: Outcome): boolean {
  const conclude = useEffectEvent(async (isGone: () => boolean) => {
    if (!(await browserSupportsWebAuthnAutofill()) || isGone()) return;
    const answer = await signInWithPasskey({ isOffered: true });
    if (answer.ok) outcome.onDone(answer.value);
    // Nobody asked for it yet: that it is not to be had is said when somebody does.
    else if (!['aborted', 'cancelled', 'too_many', 'unavailable'].includes(answer.code)) outcome.onRefused(answer);
  });

  useEffect(() => {
    let hasGone = false;
    void conclude(() => hasGone);
    return () => {
      hasGone = true;
      WebAuthnAbortService.cancelCeremony();
    };
  }, []);

  return usePasskeySupport();
}
