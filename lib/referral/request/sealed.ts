import { openText, sealText, unwrapKey } from '@/lib/evidence';
import { z } from 'zod';
import { NO_REDACTIONS, type Redactions, redactionsBinding, redactionsInput } from './scope';

interface CaseKey {
  readonly wrappedKey: Uint8Array;
  readonly kekId: string;
}

const dangerBinding = (referralId: string) => ({ purpose: 'referral danger', id: referralId });
const declineBinding = (referralId: string) => ({ purpose: 'referral decline', id: referralId });

/** Once a case is destroyed, its key is gone, and with it what was sealed under it. */
export const isReadable = ({ wrappedKey }: Pick<CaseKey, 'wrappedKey'>): boolean => wrappedKey.length > 0;

export const sealRedactions = (key: CaseKey, referralId: string, redactions: Redactions) => sealText(unwrapKey(key), redactionsBinding(referralId), JSON.stringify(redactions));

/** What is to be taken out of a referral; nothing where nothing was said, or the case's key is gone. */
export function openRedactions(key: CaseKey, referralId: string, sealed: Uint8Array | null): Redactions {
  return sealed && isReadable(key) ? redactionsInput.parse(JSON.parse(openText(unwrapKey(key), redactionsBinding(referralId), sealed))) : NO_REDACTIONS;
}

export const sealDanger = (key: CaseKey, referralId: string, danger: string) => (danger === '' ? null : sealText(unwrapKey(key), dangerBinding(referralId), danger));

export function openDanger(key: CaseKey, referralId: string, sealed: Uint8Array | null): string {
  return sealed && isReadable(key) ? openText(unwrapKey(key), dangerBinding(referralId), sealed) : '';
}

const decline = z.object({ by: z.string(), at: z.string(), reason: z.string() });
/** Who sent it back, by pseudonym, when (ISO 8601, UTC), and why. */
export type Decline = z.output<typeof decline>;

export const sealDecline = (key: CaseKey, referralId: string, said: Decline) => sealText(unwrapKey(key), declineBinding(referralId), JSON.stringify(said));

export function openDecline(key: CaseKey, referralId: string, sealed: Uint8Array | null): Decline | null {
  return sealed && isReadable(key) ? decline.parse(JSON.parse(openText(unwrapKey(key), declineBinding(referralId), sealed))) : null;
}
