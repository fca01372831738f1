import type { Ctx, Prisma } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';
import { askSoon } from '../health-book';
import { HOTLINE } from '../hotline';
import type { HotlineInput } from './schema';

type Row = Prisma.HotlineSettingGetPayload<object>;

/** Without a row, tests go to the environment's hotline and real reports go nowhere. */
export const isOnByItself = ({ hotline, isTest }: HotlineInput): boolean => isTest && hotline === HOTLINE;

/** The row of one hotline in one mode, made where there is none as things stand without it, and locked until the end. */
export async function lockSetting({ tx, clock }: Ctx, { hotline, isTest }: HotlineInput): Promise<Row> {
  await tx.hotlineSetting.createMany({ data: [{ hotline, isTest, isOn: isOnByItself({ hotline, isTest }), updatedAt: clock.now() }], skipDuplicates: true });
  await tx.$queryRaw`SELECT 1 FROM "HotlineSetting" WHERE "hotline" = ${hotline} AND "isTest" = ${isTest} FOR UPDATE`;
  return tx.hotlineSetting.findUniqueOrThrow({ where: { hotline_isTest: { hotline, isTest } } });
}

/** What was found out about another address, or with other credentials, says nothing any more; who waits may ask anew. */
export async function forgetCheck(ctx: Ctx<PersonActor>, { hotline, isTest }: HotlineInput): Promise<void> {
  await askSoon(ctx, { hotline, isTest });
  await ctx.tx.hotlineHealth.updateMany({ where: { hotline, isTest }, data: { isBarred: false, checkedAt: null, checkOutcome: null, checkWords: null } });
}
