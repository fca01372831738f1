import type { Prisma } from '@/lib/db';
import { newObjectKey, openText, sealText, unwrapKey } from '@/lib/evidence';

type Row = Pick<Prisma.PlatformWebhookGetPayload<object>, 'platform' | 'sealedSecret' | 'wrappedKey' | 'kekId'>;

const binding = (platform: string) => ({ purpose: 'platform webhook', id: platform });

/** Columns for a platform's secret, under a new key. */
export function sealWebhookSecret(platform: string, secret: string) {
  const { key, ...wrapped } = newObjectKey();
  return { ...wrapped, sealedSecret: sealText(key, binding(platform), secret) };
}

/**
 * What notices to this platform are signed with.
 * @throws BrokenSeal when it was changed, or taken from another platform.
 */
export function openWebhookSecret(row: Row): string {
  return openText(unwrapKey(row), binding(row.platform), row.sealedSecret);
}
