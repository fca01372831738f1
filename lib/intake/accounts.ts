import { type Ctx, insertRows } from '@/lib/db';
import type { Prepared } from './prepare';
import type { AccountInput } from './schema';

export const keyOf = (platform: string, externalId: string) => JSON.stringify([platform, externalId]);

interface Wanted {
  readonly id: string;
  readonly platform: string;
  readonly account: AccountInput;
}

/** Each account that the items name, once; in a fixed order, so that two batches never wait for each other in a ring. */
function wantedAccounts({ ids }: Ctx, items: readonly Prepared[]): Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const { input } of items) {
    for (const account of [input.subject, ...input.participants]) {
      const key = keyOf(input.platform, account.externalId);
      const earlier = wanted.get(key);
      wanted.set(key, { id: earlier?.id ?? ids.next(), platform: input.platform, account: { ...earlier?.account, ...account } });
    }
  }
  return [...wanted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

export interface LockedAccounts {
  /** Account ids by `keyOf(platform, externalId)`. */
  readonly idOf: ReadonlyMap<string, string>;
  /** Writes what the items say about accounts that were known before; what they leave out stays. */
  readonly refresh: () => Promise<void>;
}

/**
 * Finds or makes the items' accounts and locks them until the transaction ends. Whatever else arrives about the same
 * people waits, which is what makes "one open case an account" and "the same externalId makes nothing new" hold.
 */
export async function lockAccounts(ctx: Ctx, items: readonly Prepared[]): Promise<LockedAccounts> {
  const wanted = wantedAccounts(ctx, items);
  const createdAt = ctx.clock.now();
  const rows = wanted.map(({ id, platform, account: { externalId, screenName = null, displayName = null, profileUrl = null, emails = [] } }) => ({
    id, platform, externalId, screenName, displayName, profileUrl, emails, createdAt,
  }));
  await insertRows(ctx.tx, 'Account', rows, { skipDuplicates: true });
  const found = await ctx.tx.$queryRaw<{ id: string; platform: string; externalId: string }[]>`
    SELECT "id", "platform", "externalId" FROM "Account"
    WHERE ("platform", "externalId") IN (SELECT * FROM unnest(${wanted.map((w) => w.platform)}::text[], ${wanted.map((w) => w.account.externalId)}::text[]))
    ORDER BY "platform", "externalId" FOR NO KEY UPDATE`;
  const idOf = new Map(found.map(({ id, platform, externalId }) => [keyOf(platform, externalId), id]));

  const refresh = async (): Promise<void> => {
    const known = wanted.flatMap(({ id, platform, account: { externalId, screenName, displayName, profileUrl, emails } }) => {
      const actual = idOf.get(keyOf(platform, externalId));
      return actual === id ? [] : [{ id: actual, screenName, displayName, profileUrl, emails }];
    });
    if (known.length === 0) return;
    await ctx.tx.$executeRaw`
      UPDATE "Account" a SET
        "screenName" = COALESCE(n."screenName", a."screenName"), "displayName" = COALESCE(n."displayName", a."displayName"),
        "profileUrl" = COALESCE(n."profileUrl", a."profileUrl"), "emails" = COALESCE(n."emails", a."emails")
      FROM jsonb_to_recordset(${JSON.stringify(known)}::jsonb) AS n("id" uuid, "screenName" text, "displayName" text, "profileUrl" text, "emails" jsonb)
      WHERE a."id" = n."id"`;
  };
  return { idOf, refresh };
}
