import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { type RuleLine, readApprovalRules } from '../approval/read-rules';
import { type HotlineRow, readHotlines } from './read-hotlines';
import { type PlatformWebhookRow, readPlatformWebhooks } from './read-platform-webhooks';

/** All that there is to set about reports and where they go. */
export interface HotlinesPage {
  readonly hotlines: readonly HotlineRow[];
  readonly rules: readonly RuleLine[];
  readonly webhooks: readonly PlatformWebhookRow[];
}

/** How hotlines are reached, when a second person has to agree, and where platforms are told. Reading it is an entry. */
export async function readHotlinesPage(ctx: Ctx<PersonActor>): Promise<Result<HotlinesPage>> {
  await record(ctx, { action: 'hotlines.read', details: {} });
  return ok({ hotlines: await readHotlines(ctx), rules: await readApprovalRules(ctx), webhooks: await readPlatformWebhooks(ctx) });
}
