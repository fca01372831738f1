import type { Prisma } from '@/lib/db';
import { newObjectKey, openText, sealText, unwrapKey } from '@/lib/evidence';

type Row = Prisma.PlatformWebhookGetPayload<object>;

/** A secret moved to another platform's row does not open: its notices would go out under the wrong name. */
const binding = (platform: string) => ({ purpose: 'notice secret', id: platform });

/** Columns for a new shared secret (`whsec_…`), under a new key: what was sealed before opens no more. */
export function sealNoticeSecret(platform: string, secret: string): Pick<Row, 'sealedSecret' | 'wrappedKey' | 'kekId'> {
  const { key, ...wrapped } = newObjectKey();
  return { ...wrapped, sealedSecret: sealText(key, binding(platform), secret) };
}

/** @throws BrokenSeal when the secret was changed or moved. */
export function openNoticeSecret({ platform, sealedSecret, ...wrapped }: Pick<Row, 'platform' | 'sealedSecret' | 'wrappedKey' | 'kekId'>): string {
  return openText(unwrapKey(wrapped), binding(platform), sealedSecret);
}
