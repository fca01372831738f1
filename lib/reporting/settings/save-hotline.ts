import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { findHotline, whyNotSealedTo } from '@/lib/hotlines';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { whyNotAddress } from './address';
import { forgetCheck, lockSetting } from './rows';
import { CREDENTIALS, type HotlineSettingInput, takesCredentials } from './schema';
import { sealCredentials } from './seal';
import { tellChanged } from './tell-changed';

const KEPT = 'Nothing was changed.';

/**
 * Sets where a hotline is reached, with what, and by how many reports at once. Credentials are sealed and can be replaced,
 * never read. They stay with the address that they were entered for: another address needs its own, so that whoever may type
 * one cannot have the old ones sent there. Another address, or other credentials, also switch real reports off until they were
 * checked and confirmed, and supervisors are told.
 */
export async function saveHotlineSetting(ctx: Ctx<PersonActor>, input: HotlineSettingInput): Promise<Result<void>> {
  const { hotline, isTest, parallel } = input;
  const entry = findHotline(hotline);
  if (!entry || !takesCredentials(entry.channel)) return fail('not_found', 'There is no such hotline to set.');
  const address = input.address || null;
  const wrong = address && whyNotAddress(entry.channel, isTest, address);
  if (wrong) return fail('unprocessable', `${wrong} ${KEPT}`, [{ field: 'address', message: wrong }]);
  const given = input.credentials && CREDENTIALS[entry.channel].safeParse(input.credentials);
  if (given && !given.success) {
    const fields = given.error.issues.map(({ path, message }) => ({ field: `credentials/${path.join('/')}`, message }));
    return fail('invalid', `The credentials are not complete. ${KEPT}`, fields);
  }
  // In the transaction, since a verb begins with one: a public key is read in milliseconds, and no row is locked yet.
  const unsealable = given && 'publicKey' in given.data ? await whyNotSealedTo(given.data.publicKey, ctx.clock.now()) : null;
  if (unsealable) return fail('unprocessable', `${unsealable} ${KEPT}`, [{ field: 'credentials/publicKey', message: unsealable }]);

  const row = await lockSetting(ctx, { hotline, isTest });
  const isMoved = address !== row.address;
  if (isMoved && row.sealedCredentials && !given && address !== null) {
    return fail('unprocessable', `The credentials that are kept belong to the address that they were entered for. Enter those of the new one. ${KEPT}`, [{ field: 'credentials', message: 'Belong to the address before' }]);
  }
  const what = [isMoved && 'address', given && 'credentials', parallel !== row.parallel && 'parallel'].filter((part) => typeof part === 'string');
  if (what.length === 0) return ok();
  const isOut = (isMoved || given !== undefined) && !isTest && row.isOn;
  await ctx.tx.hotlineSetting.update({
    where: { hotline_isTest: { hotline, isTest } },
    data: {
      address,
      parallel,
      ...(given ? sealCredentials({ hotline, isTest }, given.data) : isMoved ? { sealedCredentials: null, wrappedKey: null, kekId: null } : {}),
      ...(isOut ? { isOn: false, switchedAt: ctx.clock.now(), switchedById: ctx.actor.id } : {}),
      updatedAt: ctx.clock.now(),
      updatedById: ctx.actor.id,
    },
  });
  if (isMoved || given) await forgetCheck(ctx, { hotline, isTest });
  const targets = [{ type: 'hotline', id: hotline, label: entry.name }] as const;
  await record(ctx, { action: 'hotline.settings_changed', details: { hotline, test: isTest, what }, targets });
  if (isOut) await record(ctx, { action: 'hotline.switched', details: { hotline, test: isTest, on: false }, targets });
  if ((isMoved || given) && !isTest) await tellChanged(ctx, entry.name, 'address');
  await announce(ctx.tx, 'access', hotline);
  return ok();
}
