import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { generate } from 'otplib';
import { invite } from '@/lib/access';
import { PASSWORD } from '@/lib/access/testing';
import { randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { jar, post } from './browser';
import type { Line } from './line';
import type { Scene } from './scene';

const SIGN_IN = '/api/sign-in';
const whyBegun = 'Half of a sign-in changes nothing: how it ends is the event, be it with a session or a failure';
const whyEnrolled = 'The first sign-in: the factor, its recovery codes and the session come to be together';

/** Somebody whose password was right, in this browser. */
async function afterPassword({ member }: Scene): Promise<string> {
  const { email } = await member('moderator');
  jar.clear();
  await post(`${SIGN_IN}/password`, { email, password: PASSWORD });
  return email;
}

/** Somebody with a passkey, whose sign-in is over. */
async function withPasskey(scene: Scene) {
  const email = await afterPassword(scene);
  const passkey = scene.passkey();
  await post(`${SIGN_IN}/enrol/passkey`, { response: passkey.create(await post<PublicKeyCredentialCreationOptionsJSON>(`${SIGN_IN}/enrol/passkey/options`)), name: 'A key' });
  jar.clear();
  return { email, passkey };
}

async function invitation({ as, desk }: Scene): Promise<string> {
  const input = { email: `${randomIds.next()}@example.com`, displayName: 'Somebody', role: 'moderator' as const };
  const { url } = must(await as(await desk.person('admin'), (ctx) => invite(ctx, input)));
  jar.clear();
  return new URL(url).hash.slice(1);
}

/** Signing in: nobody asks, and who it was is known at the end. */
export const SIGN_IN_LINES: Readonly<Record<string, Line>> = {
  'POST /api/sign-in/password': { role: null, writes: [], why: whyBegun, prepare: async ({ member }) => ({ body: { email: (await member('moderator')).email, password: PASSWORD } }) },
  'POST /api/sign-in/second-factor': {
    role: null,
    writes: ['session.signed_in'],
    prepare: async (scene) => {
      const email = await afterPassword(scene);
      const { secret } = await post<{ secret: string }>(`${SIGN_IN}/enrol/totp`);
      const { recoveryCodes } = await post<{ recoveryCodes: string[] }>(`${SIGN_IN}/enrol/totp/confirm`, { code: await generate({ secret }) });
      jar.clear();
      await post(`${SIGN_IN}/password`, { email, password: PASSWORD });
      return { body: { code: recoveryCodes[0] } };
    },
  },
  'POST /api/sign-in/passkey': {
    role: null,
    writes: ['session.signed_in'],
    prepare: async (scene) => {
      const { passkey } = await withPasskey(scene);
      return { body: { response: passkey.get(await post<PublicKeyCredentialRequestOptionsJSON>(`${SIGN_IN}/passkey/options`)) } };
    },
  },
  'POST /api/sign-in/passkey/options': { role: null, writes: [], why: whyBegun, prepare: () => ({}) },
  'POST /api/sign-in/enrol/totp': { role: null, writes: [], why: whyBegun, prepare: async (scene) => (await afterPassword(scene), {}) },
  'POST /api/sign-in/enrol/totp/confirm': {
    role: null,
    writes: ['session.signed_in', 'factor.added', 'factor.recovery_codes_drawn'],
    why: whyEnrolled,
    prepare: async (scene) => {
      await afterPassword(scene);
      const { secret } = await post<{ secret: string }>(`${SIGN_IN}/enrol/totp`);
      return { body: { code: await generate({ secret }) } };
    },
  },
  'POST /api/sign-in/enrol/passkey': {
    role: null,
    writes: ['session.signed_in', 'factor.added', 'factor.recovery_codes_drawn'],
    why: whyEnrolled,
    prepare: async (scene) => {
      await afterPassword(scene);
      const options = await post<PublicKeyCredentialCreationOptionsJSON>(`${SIGN_IN}/enrol/passkey/options`);
      return { body: { response: scene.passkey().create(options), name: 'A key' } };
    },
  },
  'POST /api/sign-in/enrol/passkey/options': { role: null, writes: [], why: whyBegun, prepare: async (scene) => (await afterPassword(scene), {}) },
  'POST /api/sign-in/invitation': { role: null, writes: [], why: 'Says what a link is for, to whoever holds it; taking it up is the event', prepare: async (scene) => ({ body: { token: await invitation(scene) } }) },
  'POST /api/sign-in/invitation/password': {
    role: null,
    writes: ['person.joined'],
    prepare: async (scene) => ({ body: { token: await invitation(scene), password: `a long one for ${randomIds.next()}` } }),
  },
  'POST /api/sign-in/start-over': { role: null, writes: [], why: whyBegun, prepare: async (scene) => (await afterPassword(scene), {}) },
  'GET /api/sign-in': { nothing: 'Says where a sign-in stands' },
  'GET /api/auth/[...nextauth]': { nothing: 'Signing in through the company, which e2e/company.e2e.ts goes through with a real one; it ends as every sign-in does' },
  'POST /api/auth/[...nextauth]': { nothing: 'Sends the browser to the company’s sign-on' },
};
