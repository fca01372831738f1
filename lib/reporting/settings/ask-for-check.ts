import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { findHotline } from '@/lib/hotlines';
import { enqueue } from '@/lib/jobs/contract';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import type { HotlineInput } from './schema';

/** Has the worker ask a hotline whether its address and credentials are good. It changes nothing there. */
export async function askForCheck(ctx: Ctx<PersonActor>, { hotline, isTest }: HotlineInput): Promise<Result<void>> {
  const entry = findHotline(hotline);
  if (entry?.channel !== 'api') return fail('not_found', 'There is no such hotline to check.');
  if (isTest !== config().TEST_MODE) {
    return fail('conflict', isTest ? 'This deployment reports for real, so the settings for tests are not tried from it.' : 'This deployment is in test mode, so the settings for real reports are not tried from it.');
  }
  await enqueue(ctx.tx, 'check-hotline', { hotline, isTest }, { key: `check-hotline:${hotline}:${isTest}` });
  await record(ctx, { action: 'hotline.check_asked', details: { hotline, test: isTest }, targets: [{ type: 'hotline', id: hotline, label: entry.name }] });
  return ok();
}
