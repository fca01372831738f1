import { type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { type Answer, post, refusal } from './post';
import { type Enrolled, type SignedIn } from './steps';

const CANCELLED = 'No passkey was used: it was cancelled, or it took too long. Try again, or choose another way.';

/** What a browser throws, in words; null when another ceremony took this one's place, which nobody needs to know. */
function whyNot(error: unknown): string | null {
  const { name, code } = error as { name?: string; code?: string };
  if (code === 'ERROR_CEREMONY_ABORTED' || name === 'AbortError') return null;
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return 'This device holds a passkey of yours already. Use another device, or an authenticator app.';
  if (code === 'ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT') return 'This security key asks for neither PIN nor fingerprint. Set one up on it, or use another.';
  if (name === 'SecurityError') return 'Passkeys do not work at this address of the desk.';
  return CANCELLED;
}

export async function ceremony<T>(run: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    const why = whyNot(error);
    return refusal(why === null ? 'aborted' : 'cancelled', why ?? '');
  }
}

/** Signs in with a passkey. `isOffered` waits until the browser's own list under the field is used, however long that takes. */
export async function signInWithPasskey({ isOffered = false } = {}): Promise<Answer<SignedIn>> {
  const options = await post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/passkey/options');
  if (!options.ok) return options;
  const used = await ceremony(() => startAuthentication({ optionsJSON: options.value, useBrowserAutofill: isOffered }));
  return used.ok ? post<SignedIn>('/api/sign-in/passkey', { response: used.value }) : used;
}

/** Makes a passkey on this device or on a security key, and ends the sign-in with it. */
export async function enrolPasskey(name: string): Promise<Answer<Enrolled>> {
  const options = await post<PublicKeyCredentialCreationOptionsJSON>('/api/sign-in/enrol/passkey/options');
  if (!options.ok) return options;
  const made = await ceremony(() => startRegistration({ optionsJSON: options.value }));
  return made.ok ? post<Enrolled>('/api/sign-in/enrol/passkey', { response: made.value, name }) : made;
}
