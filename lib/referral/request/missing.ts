import type { Tx } from '@/lib/db';
import { isUsableState, wasReadBack, whyUnusable } from '../agencies';
import type { Referral } from './find';
import { processTypeOf } from './process-types';
import { scopeOf } from './scope';
import type { MissingField } from './schema';

const CHOOSE_KEY = 'Choose a key that was checked';

async function keyMissing(tx: Tx, { key }: Pick<Referral, 'key'>, now: Date): Promise<string | null> {
  if (!key) return CHOOSE_KEY;
  if (key.retiredAt) return 'This key is retired. Choose another';
  if (!isUsableState(key)) return 'Nobody has had this key read back yet';
  if (!(await wasReadBack(tx, key))) return 'This key is not the one that was read back. Do not use it, and tell whoever runs the desk';
  return whyUnusable(key, now);
}

/** What still has to be said before a draft can be submitted, in the order of its page. */
export async function missingOf(tx: Tx, referral: Referral, now: Date): Promise<MissingField[]> {
  const { agency, kind, processType, processReference, processAuthority, deadline, sealedDanger } = referral;
  const isDemanded = kind === 'disclosure';
  const key = agency ? await keyMissing(tx, referral, now) : CHOOSE_KEY;
  const rules: readonly (readonly [isMissing: boolean, field: string, message: string])[] = [
    [!agency, 'agencyId', 'Choose an agency'],
    [agency?.retiredAt != null, 'agencyId', 'This agency is not in the directory any more'],
    [key !== null, 'keyId', key ?? ''],
    [isDemanded && !processType, 'legalBasis/processType', 'Choose the kind of process'],
    [isDemanded && !processReference, 'legalBasis/reference', 'Enter the authority’s reference'],
    [isDemanded && !processAuthority, 'legalBasis/authority', 'Enter who ordered it'],
    [isDemanded && processTypeOf(processType)?.isDated === true && !deadline, 'legalBasis/deadline', 'Enter until when it has to be answered'],
    [!isDemanded && !sealedDanger, 'danger', 'Say who is in danger of what'],
    [scopeOf(referral.scope).itemIds.length === 0, 'scope/itemIds', 'Choose what is handed over'],
  ];
  return rules.filter(([isMissing]) => isMissing).map(([, field, message]) => ({ field, message }));
}
