import { record } from '@/lib/audit';
import { type Ctx, type Prisma, announce } from '@/lib/db';
import { findHotline } from '@/lib/hotlines';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { lockSetting } from './rows';
import { type SwitchInput, takesCredentials } from './schema';
import { tellChanged } from './tell-changed';

type Setting = Pick<Prisma.HotlineSettingGetPayload<object>, 'address' | 'sealedCredentials'>;
type Health = Pick<Prisma.HotlineHealthGetPayload<object>, 'checkOutcome' | 'checkedAt'> | null;

interface Standing {
  readonly hotline: string;
  readonly isTest: boolean;
  readonly setting: Setting | null;
  readonly health: Health;
}

/** How the check of a hotline's address and credentials ends when all is well. */
export const CHECKED_GOOD = 'ok';

/** What a hotline is reached with here: its own credentials, the environment's (NCMEC's alone), or none. */
export function credentialsOf(channel: string, setting: Setting | null): 'own' | 'environment' | 'none' {
  if (setting?.sealedCredentials) return 'own';
  return channel === 'api' && !setting?.address ? 'environment' : 'none';
}

/** Why a hotline cannot be switched on as things stand, in words; null when it can. */
export function whyNotOn({ hotline, isTest, setting, health }: Standing): string | null {
  const channel = findHotline(hotline)?.channel ?? 'portal';
  const isTestDeployment = config().TEST_MODE;
  if (isTestDeployment && !isTest) return 'This deployment is in test mode (TEST_MODE), where nothing is reported for real.';
  if (!isTestDeployment && isTest) return 'This deployment reports for real (TEST_MODE is off), so tests are not sent from it.';
  if (channel !== 'api' && !setting?.address) return 'It has no address yet.';
  if (credentialsOf(channel, setting) === 'none') return 'It has no credentials yet.';
  if (channel === 'api' && !isTest && health?.checkOutcome !== CHECKED_GOOD) {
    return health?.checkedAt ? 'The last check of its address and credentials was not good.' : 'Its address and credentials were not checked since they were set.';
  }
  return null;
}

/**
 * Switches a hotline on or off in one mode. Real reports begin only with the hotline's name as somebody typed it, and never
 * on credentials that were not checked. What waits when it is switched off goes on waiting, visibly.
 */
export async function switchHotline(ctx: Ctx<PersonActor>, { hotline, isTest, isOn, confirmation }: SwitchInput): Promise<Result<void>> {
  const entry = findHotline(hotline);
  if (!entry || !takesCredentials(entry.channel)) return fail('not_found', 'There is no such hotline to switch.');
  const setting = await lockSetting(ctx, { hotline, isTest });
  if (isOn) {
    const health = await ctx.tx.hotlineHealth.findUnique({ where: { hotline_isTest: { hotline, isTest } } });
    const why = whyNotOn({ hotline, isTest, setting, health });
    if (why) return fail('conflict', `${entry.name} cannot be switched on. ${why} Nothing was changed.`);
    if (!isTest && confirmation.trim() !== entry.name) {
      return fail('unprocessable', `Type the name of the hotline, ${entry.name}, to have reports filed for real. Nothing was changed.`, [{ field: 'confirmation', message: `Must be ${entry.name}` }]);
    }
  }
  if (setting.isOn === isOn) return ok();
  await ctx.tx.hotlineSetting.update({
    where: { hotline_isTest: { hotline, isTest } },
    data: { isOn, switchedAt: ctx.clock.now(), switchedById: ctx.actor.id },
  });
  await record(ctx, { action: 'hotline.switched', details: { hotline, test: isTest, on: isOn }, targets: [{ type: 'hotline', id: hotline, label: entry.name }] });
  if (isOn && !isTest) await tellChanged(ctx, entry.name, 'on');
  await announce(ctx.tx, 'access', hotline);
  return ok();
}
