import type { Prisma } from '@/lib/db';
import { newObjectKey, openText, sealText, unwrapKey } from '@/lib/evidence';
import { CREDENTIALS, type CredentialChannel, type Credentials } from './schema';

type Row = Pick<Prisma.HotlineSettingGetPayload<object>, 'hotline' | 'isTest' | 'sealedCredentials' | 'wrappedKey' | 'kekId'>;

/** Credentials moved from the test row to the real one, or to another hotline, do not open. */
const binding = ({ hotline, isTest }: Pick<Row, 'hotline' | 'isTest'>) => ({ purpose: 'hotline credentials', id: `${hotline}/${isTest ? 'test' : 'production'}` });

/** Columns for new credentials, under a new key: what was sealed before opens no more. */
export function sealCredentials(row: Pick<Row, 'hotline' | 'isTest'>, credentials: Credentials<CredentialChannel>) {
  const { key, ...wrapped } = newObjectKey();
  return { ...wrapped, sealedCredentials: sealText(key, binding(row), JSON.stringify(credentials)) };
}

/**
 * The credentials of a row, or null where it has none.
 * @throws BrokenSeal when they were changed or moved; ZodError when they are another channel's.
 */
export function openCredentials<C extends CredentialChannel>(channel: C, row: Row): Credentials<C> | null {
  const { sealedCredentials, wrappedKey, kekId } = row;
  if (!sealedCredentials || !wrappedKey || !kekId) return null;
  return CREDENTIALS[channel].parse(JSON.parse(openText(unwrapKey({ wrappedKey, kekId }), binding(row), sealedCredentials))) as Credentials<C>;
}
