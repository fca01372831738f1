import { randomInt } from 'node:crypto';
import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { digestOf } from '../secret-text';

const COUNT = 10;
const GROUPS = 5;
const GROUP_LENGTH = 5;
/** No letter that looks like another. 25 of these are 123 bits: NIST 800-63B asks for 112 where the hash is a fast one. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

const drawLetter = () => LETTERS[randomInt(LETTERS.length)] ?? '';
const drawGroup = () => Array.from({ length: GROUP_LENGTH }, drawLetter).join('');
const drawCode = () => Array.from({ length: GROUPS }, drawGroup).join('-');

/** Typed with or without hyphens, spaces and capitals, it is the same code. */
const hashOf = (code: string) => digestOf(code.toLowerCase().replace(/[^a-z0-9]/g, ''));

/** Ten new codes in place of all that there were. Only their hashes are kept: this is the one time that they are shown. */
export async function drawRecoveryCodes(ctx: Ctx, personId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, drawCode);
  await ctx.tx.recoveryCode.deleteMany({ where: { personId } });
  await ctx.tx.recoveryCode.createMany({
    data: codes.map((code) => ({ id: ctx.ids.next(), personId, codeHash: hashOf(code), createdAt: ctx.clock.now() })),
  });
  await record(ctx, { action: 'factor.recovery_codes_drawn', details: {}, targets: [{ type: 'person', id: personId }] });
  return codes;
}

/** Spends a code; each works once. */
export async function spendRecoveryCode({ tx, clock }: Pick<Ctx, 'tx' | 'clock'>, personId: string, code: string): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { personId, codeHash: hashOf(code), usedAt: null },
    data: { usedAt: clock.now() },
  });
  return count === 1;
}
