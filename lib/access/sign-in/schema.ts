import { z } from 'zod';
import { storable } from '@/lib/kernel/text';

export * from '../password-rules';

/** How a second factor can be answered. */
export type Way = 'passkey' | 'totp' | 'recovery_code' | 'demo';

/** Where a sign-in stands that is under way. */
export type NextStep = { readonly next: 'second_factor'; readonly ways: readonly Way[] } | { readonly next: 'enrol' };

const base64url = z.string().max(16_384).regex(/^[\w-]*$/);
const credential = {
  id: base64url.min(1).max(1400),
  rawId: base64url.min(1).max(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional().catch(undefined),
  // What extensions answered is not looked at: none were asked for.
  clientExtensionResults: z.unknown().transform(() => ({})),
};

/** A browser's answer to request options (WebAuthn's AuthenticationResponseJSON, as far as it is read). */
export const passkeyAnswer = z.object({
  ...credential,
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url, userHandle: base64url.max(200).optional() }),
});
export type PasskeyAnswer = z.output<typeof passkeyAnswer>;

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/** A browser's answer to creation options (WebAuthn's RegistrationResponseJSON, as far as it is read). */
const passkeyCreated = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    // Kinds that are not known yet are left out; browsers take the list as a hint only.
    transports: z.array(z.string()).max(20).transform((names) => names.filter((name) => TRANSPORTS.includes(name))).optional(),
  }),
});
export type PasskeyCreated = z.output<typeof passkeyCreated>;

export const nothingInput = z.object({});

export const signInInput = z.object({
  email: z.string().trim().toLowerCase().max(320).pipe(z.email('An e-mail address, for example name@example.com')),
  password: z.string().min(1, 'The password is missing').max(1024),
});

/** What a second factor is answered with, at sign-in and at step-up; a passkey has a way of its own. */
export const secondFactorInput = z.union([
  z.object({ code: z.string().trim().min(1, 'The code is missing').max(100) }),
  z.object({ demo: z.literal(true) }),
]);

export const totpCodeInput = z.object({
  code: z.string().transform((text) => text.replace(/\s/g, '')).pipe(z.string().regex(/^\d{6}$/, 'Six digits, as the app shows them')),
});

export const passkeyAnswerInput = z.object({ response: passkeyAnswer });

export const newPasskeyInput = z.object({
  response: passkeyCreated,
  name: storable(z.string()).trim().min(1, 'A name, so that you can tell keys apart').max(60),
});

const token = z.string().min(1).max(200);
export const invitationInput = z.object({ token });
/** Whether the password is good enough is answered with its reason, see `newPassword` and `whyGuessable`. */
export const choosePasswordInput = z.object({ token, password: z.string().max(4096) });
