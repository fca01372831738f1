import { vi } from 'vitest';
import { fileSigner, sequence } from '@/lib/audit';
import type { Action, Alarm, AuditOutcome } from '@/lib/audit/schema';
import { cosign, drawWitness, reportNote } from '@/lib/audit/testing';
import { db } from '@/lib/db';
import { config, systemClock } from '@/lib/kernel';
import { ask, jar, post, sitDown } from './browser';
import type { Act } from './line';
import type { Scene } from './scene';

/** Another end of a call that has its line already: what else it can leave. */
export interface Further extends Pick<Act, 'role' | 'prepare'> {
  /** The name of the line. */
  readonly call: string;
  readonly isDone: boolean;
  readonly leaves: readonly (readonly [Action, AuditOutcome])[];
}

const PASSWORD_LINE = 'POST /api/sign-in/password';
const wrong = (email: string) => ({ email, password: 'not the one that it is' });

/** A witness whose word counts, and the API key that it comes in with. */
async function witnessed({ key }: Scene) {
  const witness = drawWitness('witness');
  vi.spyOn(config(), 'AUDIT_WITNESS_KEYS', 'get').mockReturnValue([witness.verifierKey]);
  const { bearer } = await key(['audit.witness']);
  await sequence(db(), fileSigner());
  return { witness, sent: (note: string) => ({ headers: bearer, body: { witness: witness.verifierKey, note } }) };
}

/** A witness's word that the log is good, as the first that it says. */
export async function goodWord(scene: Scene) {
  const { witness, sent } = await witnessed(scene);
  const { note } = await db().auditCheckpoint.findFirstOrThrow({ orderBy: { size: 'desc' } });
  return sent(await cosign(note, witness, systemClock.now()));
}

async function alarm(scene: Scene, finding: Alarm) {
  const { witness, sent } = await witnessed(scene);
  return sent(await reportNote(finding, 1, witness, systemClock.now()));
}

export const FURTHER: Readonly<Record<string, Further>> = {
  'a wrong password': {
    call: PASSWORD_LINE,
    role: null,
    isDone: false,
    leaves: [['session.sign_in_failed', 'failed']],
    prepare: async ({ member }) => ({ body: wrong((await member('moderator')).email) }),
  },
  'one wrong password too many': {
    call: PASSWORD_LINE,
    role: null,
    isDone: false,
    leaves: [['session.locked_out', 'refused'], ['alert.raised', 'done']],
    prepare: async ({ member }) => {
      const { email } = await member('moderator');
      for (let count = 0; count < config().SIGN_IN_FAILURES; count += 1) await ask(PASSWORD_LINE, { body: wrong(email) });
      return { body: wrong(email) };
    },
  },
  'a wrong second factor': {
    call: 'POST /api/session/step-up',
    role: 'moderator',
    isDone: false,
    leaves: [['session.verification_failed', 'failed']],
    prepare: async ({ factor }, { id }) => {
      await factor(id, 'A phone');
      return { body: { code: '000000' } };
    },
  },
  'a peek': {
    call: 'GET /api/evidence/grants/[grantId]',
    role: 'moderator',
    isDone: true,
    leaves: [['evidence.peeked', 'done']],
    prepare: async ({ heldItem }, asker) => {
      const { itemId, mediaId } = await heldItem(asker);
      await sitDown(asker);
      const { grantId } = await post<{ grantId: string }>('/api/evidence/grants', { itemId, mediaId, kind: 'peek' });
      return { params: { grantId } };
    },
  },
  'a witness’s alarm': {
    call: 'POST /api/audit/witness',
    role: null,
    isDone: true,
    leaves: [['audit.alarm', 'failed'], ['alert.raised', 'done']],
    prepare: (scene) => alarm(scene, 'forked'),
  },
  'a witness’s good word after another': {
    call: 'POST /api/audit/witness',
    role: null,
    isDone: true,
    leaves: [],
    prepare: async (scene) => {
      const sent = await goodWord(scene);
      jar.clear();
      await (await ask('POST /api/audit/witness', sent)).arrayBuffer();
      return sent;
    },
  },
};
