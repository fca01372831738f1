import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';
import type { SetBy } from './read-hotlines';

/** Where one platform is told of filed reports; of its secret nothing. Times are ISO 8601 in UTC. */
export interface PlatformWebhookRow {
  readonly platform: string;
  /** Null: it is not told. */
  readonly address: string | null;
  readonly isOn: boolean;
  readonly set: SetBy | null;
  readonly last: { readonly at: string; readonly state: 'waiting' | 'delivered' | 'stuck'; readonly problem: string | null } | null;
}

/** Every platform that ever sent something or has an address, with how the last notice went that the reader may know of. */
export async function readPlatformWebhooks({ tx, actor }: Ctx<PersonActor>): Promise<readonly PlatformWebhookRow[]> {
  const webhooks = await tx.platformWebhook.findMany();
  const senders = await tx.account.findMany({ distinct: ['platform'], select: { platform: true } });
  const people = await tx.person.findMany({ where: { id: { in: webhooks.map(({ updatedById }) => updatedById) } }, select: { id: true, pseudonym: true } });
  const last = await tx.notice.findMany({ where: { report: { case: unwalled(actor) } }, distinct: ['platform'], orderBy: [{ platform: 'asc' }, { id: 'desc' }], select: { platform: true, state: true, problem: true, createdAt: true, deliveredAt: true } });
  const platforms = [...new Set([...senders, ...webhooks].map(({ platform }) => platform))].toSorted((a, b) => a.localeCompare(b));
  return platforms.map((platform) => {
    const webhook = webhooks.find((row) => row.platform === platform);
    const notice = last.find((row) => row.platform === platform);
    return {
      platform,
      address: webhook?.address ?? null,
      isOn: webhook?.isOn ?? false,
      set: webhook ? { at: webhook.updatedAt.toISOString(), by: people.find(({ id }) => id === webhook.updatedById)?.pseudonym ?? null } : null,
      last: notice ? { at: (notice.deliveredAt ?? notice.createdAt).toISOString(), state: notice.state, problem: notice.problem } : null,
    };
  });
}
