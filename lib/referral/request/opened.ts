import { BrokenSeal } from '@/lib/evidence';
import type { Referral } from './find';
import { type SealedText, SEALED_TEXTS } from './schema';
import { NO_REDACTIONS, type Redactions } from './scope';
import { type Decline, openDanger, openDecline, openRedactions } from './sealed';

type Sealed = Pick<Referral, 'id' | 'sealedDanger' | 'sealedDecline' | 'sealedRedactions'> & { readonly case: Pick<Referral['case'], 'wrappedKey' | 'kekId'> };

/** The sealed texts of a referral. What does not open is empty and named in `broken`: nobody may take it for nothing said. */
export interface OpenedTexts {
  readonly redactions: Redactions;
  readonly danger: string;
  readonly decline: Decline | null;
  readonly broken: readonly SealedText[];
}

/** Opens each of a referral's texts by itself, so that one that was changed or moved takes none of the others along. */
export function openTexts({ id, case: key, sealedRedactions, sealedDanger, sealedDecline }: Sealed): OpenedTexts {
  const broken: SealedText[] = [];
  function opened<T>(text: SealedText, open: () => T, otherwise: T): T {
    try {
      return open();
    } catch (error) {
      if (!(error instanceof BrokenSeal)) throw error;
      broken.push(text);
      return otherwise;
    }
  }
  return {
    redactions: opened('redactions', () => openRedactions(key, id, sealedRedactions), NO_REDACTIONS),
    danger: opened('danger', () => openDanger(key, id, sealedDanger), ''),
    decline: opened('decline', () => openDecline(key, id, sealedDecline), null),
    broken,
  };
}

/**
 * Why nothing can be made of a referral whose texts do not open, in words; null when something can. A draft is not kept
 * either: what was to be taken out would be overwritten by nothing, and then leave.
 */
export function whyUnreadable({ broken }: Pick<OpenedTexts, 'broken'>): string | null {
  const lost = broken.filter((text) => text !== 'decline').map((text) => SEALED_TEXTS[text]);
  return lost.length === 0 ? null : `${lost.join(' ')} Nothing can be made of this referral any more, and nothing of it leaves. Withdraw it, begin another one, and tell whoever runs the database.`;
}
