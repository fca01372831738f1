import type { Tx } from '@/lib/db';
import { type Clock, config } from '@/lib/kernel';
import type { AboutReferral } from '../facts';
import type { Parties } from '../redact/redact-beside';
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

/** Who and what a referral names, as far as anybody has yet. */
export async function partiesOf(tx: Tx, referral: LoadedReferral): Promise<Parties> {
  const { agency, requestedById, approvedById, releasedById } = referral;
  const names = await namesOf(tx, [requestedById, approvedById, releasedById]);
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? ''));
  return {
    agency: agency && { name: agency.name, country: agency.country, unit: agency.unit, contactName: agency.contactName },
    legalBasis: legalBasis(referral),
    asked: asked(referral),
    requestedBy: names.get(requestedById) ?? '',
    approvedBy: nameOf(approvedById),
    releasedBy: nameOf(releasedById),
    provider: providerOf(),
  };
}

/** What a referral is. Null while somebody has still to agree to it or to release it, or it has no agency: nothing is made of it then. */
export async function aboutOf(tx: Tx, clock: Clock, referral: LoadedReferral, scope: ReferralScope): Promise<AboutReferral | null> {
  const { requestedAt, approvedAt, releasedAt } = referral;
  const { agency, approvedBy, releasedBy, ...parties } = await partiesOf(tx, referral);
  if (!agency || !requestedAt || !approvedAt || !releasedAt || approvedBy === null || releasedBy === null) return null;
  return {
    ...parties,
    agency,
    approvedBy,
    releasedBy,
    id: referral.id,
    number: referral.number,
    kind: referral.kind,
    profile: referral.profile,
    isTest: config().TEST_MODE,
    caseNumber: referral.case.number,
    caseOpenedAt: referral.case.openedAt,
    requestedAt,
    approvedAt,
    releasedAt,
    madeAt: clock.now(),
    reissueOf: referral.reissueOf?.number ?? null,
    scope: { from: scope.from === null ? null : new Date(scope.from), until: scope.until === null ? null : new Date(scope.until), withAccounts: scope.withAccounts, withReports: scope.withReports, withNotes: scope.withNotes },
  };
}
