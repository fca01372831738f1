import type { Tx } from '@/lib/db';
import { type Clock, config } from '@/lib/kernel';
import type { AboutReferral } from '../facts';
import { namesOf } from '../names';
import { providerOf } from '../provider';
import { processWords } from '../request/process-types';
import type { ReferralScope } from '../request/scope';
import type { LoadedReferral } from './load';

function legalBasis({ kind, processType, processReference, processAuthority, issuedAt, deadline }: LoadedReferral): AboutReferral['legalBasis'] {
  if (kind === 'emergency' || processType === null) return null;
  return { processType, words: processWords(processType), reference: processReference ?? '', authority: processAuthority ?? '', issuedAt, deadline };
}

/** An emergency is told of without process; whoever of the authority asked is named all the same. */
function asked({ kind, processReference, processAuthority }: LoadedReferral): AboutReferral['asked'] {
  if (kind !== 'emergency' || (!processReference && !processAuthority)) return null;
  return { authority: processAuthority ?? '', reference: processReference ?? '' };
}

/** What a referral is. Null while somebody has still to agree to it or to release it, or it has no agency: nothing is made of it then. */
export async function aboutOf(tx: Tx, clock: Clock, referral: LoadedReferral, scope: ReferralScope): Promise<AboutReferral | null> {
  const { agency, requestedAt, approvedAt, releasedAt, approvedById, releasedById } = referral;
  if (!agency || !requestedAt || !approvedAt || !releasedAt || !approvedById || !releasedById) return null;
  const names = await namesOf(tx, [referral.requestedById, approvedById, releasedById]);
  return {
    id: referral.id,
    number: referral.number,
    kind: referral.kind,
    profile: referral.profile,
    isTest: config().TEST_MODE,
    caseNumber: referral.case.number,
    caseOpenedAt: referral.case.openedAt,
    agency: { name: agency.name, country: agency.country, unit: agency.unit, contactName: agency.contactName },
    legalBasis: legalBasis(referral),
    asked: asked(referral),
    requestedBy: names.get(referral.requestedById) ?? '',
    approvedBy: names.get(approvedById) ?? '',
    releasedBy: names.get(releasedById) ?? '',
    requestedAt,
    approvedAt,
    releasedAt,
    madeAt: clock.now(),
    reissueOf: referral.reissueOf?.number ?? null,
    provider: providerOf(),
    scope: { from: scope.from === null ? null : new Date(scope.from), until: scope.until === null ? null : new Date(scope.until), withAccounts: scope.withAccounts, withReports: scope.withReports, withNotes: scope.withNotes },
  };
}
