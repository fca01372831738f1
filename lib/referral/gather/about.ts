import type { Tx } from '@/lib/db';
import { type Clock, config } from '@/lib/kernel';
import type { AboutReferral } from '../facts';
import { namesOf } from '../names';
import { processWords } from '../request/process-types';
import type { ReferralScope } from '../request/scope';
import type { LoadedReferral } from './load';

/** The company that hands it over, and whom of it to ask: the contact for authorities where there is one. */
function provider(): AboutReferral['provider'] {
  const { REPORTER_COMPANY, REPORTER_FIRST_NAME, REPORTER_LAST_NAME, REPORTER_EMAIL, REPORTER_PHONE, CONTACT_FIRST_NAME, CONTACT_LAST_NAME, CONTACT_EMAIL, CONTACT_PHONE } = config();
  const contact = [CONTACT_FIRST_NAME, CONTACT_LAST_NAME].filter(Boolean).join(' ');
  return { name: REPORTER_COMPANY, contact: contact || `${REPORTER_FIRST_NAME} ${REPORTER_LAST_NAME}`, email: CONTACT_EMAIL || REPORTER_EMAIL, phone: CONTACT_PHONE || REPORTER_PHONE || null };
}

function legalBasis({ kind, processType, processReference, processAuthority, issuedAt, deadline }: LoadedReferral): AboutReferral['legalBasis'] {
  if (kind === 'emergency' || processType === null) return null;
  return { processType, words: processWords(processType), reference: processReference ?? '', authority: processAuthority ?? '', issuedAt, deadline };
}

/** What a referral is. Null while somebody has still to agree to it or to release it, or it has no agency: nothing is made of it then. */
export async function aboutOf(tx: Tx, clock: Clock, referral: LoadedReferral, scope: ReferralScope): Promise<AboutReferral | null> {
  const { agency, requestedAt, approvedAt, approvedById, releasedById } = referral;
  if (!agency || !requestedAt || !approvedAt || !approvedById || !releasedById) return null;
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
    requestedBy: names.get(referral.requestedById) ?? '',
    approvedBy: names.get(approvedById) ?? '',
    releasedBy: names.get(releasedById) ?? '',
    requestedAt,
    approvedAt,
    madeAt: clock.now(),
    reissueOf: referral.reissueOf?.number ?? null,
    provider: provider(),
    scope: { from: scope.from === null ? null : new Date(scope.from), until: scope.until === null ? null : new Date(scope.until), withAccounts: scope.withAccounts, withReports: scope.withReports, withNotes: scope.withNotes },
  };
}
