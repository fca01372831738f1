import type { Ctx, Prisma } from '@/lib/db';
import { DIRECTORY, type DirectoryEntry } from '@/lib/hotlines';
import type { Channel } from '@/lib/hotlines/schema';
import { type PersonActor, config } from '@/lib/kernel';
import { isDown } from '../breaker';
import { isOnByItself } from './rows';
import { PARALLEL, takesCredentials } from './schema';
import { CHECKED_GOOD, credentialsOf, whyNotOn } from './switch-hotline';

/** When something was set last, and by whom (a pseudonym). */
export interface SetBy {
  readonly at: string;
  readonly by: string | null;
}

/** One hotline in one mode. Times are ISO 8601 in UTC; of credentials there is no more than whose they are. */
export interface HotlineMode {
  readonly isTest: boolean;
  readonly isOn: boolean;
  /** Why it cannot be switched on now, or null. */
  readonly onOff: string | null;
  /** Null: the environment's, or none. */
  readonly address: string | null;
  readonly credentials: 'own' | 'environment' | 'none';
  readonly parallel: number;
  readonly set: SetBy | null;
  readonly switched: SetBy | null;
  readonly check: { readonly at: string; readonly isGood: boolean; readonly words: string } | null;
  readonly failingSince: string | null;
  /** It does not let the desk in: an admin has to act. */
  readonly isBarred: boolean;
  /** What its schema has otherwise than ours, as it was compared last. */
  readonly drift: { readonly at: string; readonly differences: readonly { readonly path: string; readonly words: string }[] } | null;
}

export interface HotlineRow {
  readonly id: string;
  readonly name: string;
  readonly country: string | null;
  readonly channel: Channel;
  readonly website: string | null;
  /** Empty where a person hands reports in: there is nothing to set. */
  readonly modes: readonly HotlineMode[];
}

type Setting = Prisma.HotlineSettingGetPayload<object>;
type Health = Prisma.HotlineHealthGetPayload<object>;

const isOf = (hotline: string, isTest: boolean) => (row: { hotline: string; isTest: boolean }) => row.hotline === hotline && row.isTest === isTest;

function driftOf(health: Health | undefined): HotlineMode['drift'] {
  if (!health?.driftAt) return null;
  return { at: health.driftAt.toISOString(), differences: (health.drift ?? []) as unknown as NonNullable<HotlineMode['drift']>['differences'] }; // checkSchema wrote it
}

function modeOf({ id, channel }: DirectoryEntry, isTest: boolean, setting: Setting | undefined, health: Health | undefined, nameOf: (id: string) => string | null): HotlineMode {
  const setBy = (at: Date | null | undefined, by: string | null | undefined): SetBy | null => (at && by ? { at: at.toISOString(), by: nameOf(by) } : null);
  return {
    isTest,
    isOn: setting?.isOn ?? isOnByItself({ hotline: id, isTest }),
    onOff: whyNotOn({ hotline: id, isTest, setting: setting ?? null, health: health ?? null }),
    address: setting?.address ?? null,
    credentials: credentialsOf(channel, setting ?? null),
    parallel: setting?.parallel ?? PARALLEL.ordinary,
    set: setBy(setting?.updatedAt, setting?.updatedById),
    switched: setBy(setting?.switchedAt, setting?.switchedById),
    check: health?.checkedAt && health.checkOutcome ? { at: health.checkedAt.toISOString(), isGood: health.checkOutcome === CHECKED_GOOD, words: health.checkWords ?? '' } : null,
    failingSince: (health && isDown(health) && health.failingSince?.toISOString()) || null,
    isBarred: health?.isBarred ?? false,
    drift: driftOf(health),
  };
}

/** Every hotline of the directory with how it is reached, for tests and for real apart, this deployment's mode first. */
export async function readHotlines({ tx }: Ctx<PersonActor>): Promise<readonly HotlineRow[]> {
  const settings = await tx.hotlineSetting.findMany();
  const health = await tx.hotlineHealth.findMany();
  const ids = settings.flatMap(({ updatedById, switchedById }) => [updatedById, switchedById]).filter((id) => id !== null);
  const people = await tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, pseudonym: true } });
  const names = new Map(people.map(({ id, pseudonym }) => [id, pseudonym]));
  const here = config().TEST_MODE;
  return DIRECTORY.map((entry) => ({
    id: entry.id,
    name: entry.name,
    country: entry.country,
    channel: entry.channel,
    website: entry.website,
    modes: takesCredentials(entry.channel)
      ? [here, !here].map((isTest) => modeOf(entry, isTest, settings.find(isOf(entry.id, isTest)), health.find(isOf(entry.id, isTest)), (id) => names.get(id) ?? null))
      : [],
  }));
}
