import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { type FoundKey, NO_KEY, lockKey } from './find';
import { fingerprintOf, isReadBack } from './parse-key';
import { recordAgency } from './record';
import { putOutOfUse } from './retire';
import { type CheckAgencyKeyInput, type KeyCheck, WRONG_TRIES_MAX } from './schema';

/** Why somebody is not who checks a key, in words; null when they are. */
export function whyNotCheck(actorId: string, { addedById, checkedAt, retiredAt }: Pick<FoundKey, 'addedById' | 'checkedAt' | 'retiredAt'>): string | null {
  if (retiredAt) return 'This key is retired.';
  if (checkedAt) return 'This key is checked already.';
  return addedById === actorId ? 'You added this key. A colleague has it read back.' : null;
}

/**
 * Whether the number in the directory is by whoever added the key: called by it, somebody who wants a key of their own in the
 * agency's place would answer, and two people would be one.
 */
export const asksNumber = ({ addedById }: Pick<FoundKey, 'addedById'>, { phoneSetById }: Pick<FoundKey['agency'], 'phoneSetById'>): boolean => phoneSetById === addedById;

const SAY_WHERE = 'Whoever added this key set the number in the directory too. Call a number that you found elsewhere, and say where';

/**
 * Holds what an agency's people read aloud over the telephone against the key that was added. What differs is counted and
 * kept, so that nobody tries until it fits: the third time the key is retired.
 */
export async function checkAgencyKey(ctx: Ctx<PersonActor>, { keyId, readBack, numberFrom = '' }: CheckAgencyKeyInput): Promise<Result<KeyCheck>> {
  const key = await lockKey(ctx, keyId);
  if (!key) return fail('not_found', NO_KEY);
  if (!key.retiredAt && !key.checkedAt && key.addedById === ctx.actor.id) return fail('forbidden', 'You added this key. A colleague has it read back.');
  const why = whyNotCheck(ctx.actor.id, key);
  if (why) return fail('conflict', `${why} Nothing was changed.`);
  if (numberFrom === '' && asksNumber(key, key.agency)) return fail('invalid', `${SAY_WHERE}. Nothing was compared, and no try was used up.`, [{ field: 'numberFrom', message: SAY_WHERE }]);
  const fingerprint = await fingerprintOf(key).catch(() => null);
  if (fingerprint !== key.fingerprint) {
    await putOutOfUse(ctx, key, 'altered');
    return ok({ kind: 'retired' });
  }
  return isReadBack(readBack, key) ? agree(ctx, key, numberFrom) : differ(ctx, key, numberFrom);
}

/** What the entry says of where the number was from. */
const reasonOf = (numberFrom: string) => (numberFrom === '' ? {} : { reason: `Number from: ${numberFrom}` });

async function agree(ctx: Ctx<PersonActor>, key: FoundKey, numberFrom: string): Promise<Result<KeyCheck>> {
  await ctx.tx.agencyKey.update({ where: { id: key.id }, data: { checkedAt: ctx.clock.now(), checkedById: ctx.actor.id } });
  await recordAgency(ctx, key.agency, { action: 'agency.key_checked', details: { fingerprint: key.fingerprint }, ...reasonOf(numberFrom) }, key.id);
  return ok({ kind: 'checked' });
}

async function differ(ctx: Ctx<PersonActor>, key: FoundKey, numberFrom: string): Promise<Result<KeyCheck>> {
  const wrongTries = key.wrongTries + 1;
  const triesLeft = Math.max(0, WRONG_TRIES_MAX - wrongTries);
  await ctx.tx.agencyKey.update({ where: { id: key.id }, data: { wrongTries } });
  await recordAgency(ctx, key.agency, { action: 'agency.key_differed', details: { triesLeft }, ...reasonOf(numberFrom) }, key.id);
  if (triesLeft > 0) return ok({ kind: 'differs', triesLeft });
  await putOutOfUse(ctx, key, 'wrong_tries');
  return ok({ kind: 'retired' });
}
