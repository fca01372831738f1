import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { drawWebhookSecret, whyNotSentTo } from '@/lib/hotlines';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { sealNoticeSecret } from '../notices/secret';
import type { PlatformInput, PlatformWebhookInput } from './schema';

/** `secret` is answered the one time that anybody can see it: when it was drawn just now. */
export interface SavedWebhook {
  readonly secret: string | null;
}

async function changed(ctx: Ctx<PersonActor>, platform: string, what: string[]): Promise<void> {
  await record(ctx, { action: 'notice.address_changed', details: { platform, what }, targets: [{ type: 'hotline', id: platform, label: platform }] });
  await announce(ctx.tx, 'access', platform);
}

/** Sets where a platform is told of filed reports, and whether it is. With its first address it gets a secret. */
export async function savePlatformWebhook(ctx: Ctx<PersonActor>, { platform, address, isOn }: PlatformWebhookInput): Promise<Result<SavedWebhook>> {
  const wrong = whyNotSentTo(address, config().TEST_MODE);
  if (wrong) return fail('unprocessable', `${wrong} Nothing was changed.`, [{ field: 'address', message: wrong }]);
  const set = { updatedAt: ctx.clock.now(), updatedById: ctx.actor.id };
  const secret = drawWebhookSecret();
  const { count } = await ctx.tx.platformWebhook.createMany({ data: [{ platform, address, isOn, ...sealNoticeSecret(platform, secret), ...set }], skipDuplicates: true });
  if (count > 0) {
    await changed(ctx, platform, ['address', 'secret', ...(isOn ? ['on'] : ['off'])]);
    return ok({ secret });
  }
  await ctx.tx.$queryRaw`SELECT 1 FROM "PlatformWebhook" WHERE "platform" = ${platform} FOR UPDATE`;
  const row = await ctx.tx.platformWebhook.findUniqueOrThrow({ where: { platform } });
  const what = [address !== row.address && 'address', isOn !== row.isOn && (isOn ? 'on' : 'off')].filter((part) => typeof part === 'string');
  if (what.length === 0) return ok({ secret: null });
  await ctx.tx.platformWebhook.update({ where: { platform }, data: { address, isOn, ...set } });
  await changed(ctx, platform, what);
  return ok({ secret: null });
}

/** Gives a platform another secret; what is sent from now on is signed with it, and the old one is gone. */
export async function rotatePlatformSecret(ctx: Ctx<PersonActor>, { platform }: PlatformInput): Promise<Result<SavedWebhook>> {
  const secret = drawWebhookSecret();
  const { count } = await ctx.tx.platformWebhook.updateMany({ where: { platform }, data: { ...sealNoticeSecret(platform, secret), updatedAt: ctx.clock.now(), updatedById: ctx.actor.id } });
  if (count === 0) return fail('not_found', 'There is no such platform.');
  await changed(ctx, platform, ['secret']);
  return ok({ secret });
}
