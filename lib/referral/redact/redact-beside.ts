import type { AboutReferral, CustodyEntry, ReportedFacts } from '../facts';

/** Cleans one text, and says where it stands. */
export type Clean = (text: string, where: string) => string;

/** Who and what a referral names beside the evidence. While it is a draft not everybody is known yet. */
export interface Parties extends Pick<AboutReferral, 'legalBasis' | 'asked' | 'provider' | 'requestedBy'> {
  readonly agency: AboutReferral['agency'] | null;
  readonly approvedBy: string | null;
  readonly releasedBy: string | null;
}

const maybe = (text: string | null, where: string, clean: Clean) => (text === null ? null : clean(text, where));

/**
 * The same without what is to be taken out. An agency is seldom called what a third person is; where it is, or where an
 * order names them, nothing of it leaves all the same, and whoever prepares the referral is shown the place. Who agrees to it
 * and who releases it are known only later: a colleague who is called as a third person is left out of the package unshown.
 */
export function partiesWithout<P extends Parties>(parties: P, clean: Clean): P {
  const { agency, legalBasis, asked, provider, requestedBy, approvedBy, releasedBy } = parties;
  const [of, order, from, who] = ['the agency’s entry', 'who asks, and under which number', 'who hands it over', 'who decided on this referral'];
  return {
    ...parties,
    agency: agency && { ...agency, name: clean(agency.name, of), unit: maybe(agency.unit, of, clean), contactName: clean(agency.contactName, of) },
    legalBasis: legalBasis && { ...legalBasis, reference: clean(legalBasis.reference, order), authority: clean(legalBasis.authority, order) },
    asked: asked && { authority: clean(asked.authority, order), reference: clean(asked.reference, order) },
    provider: { name: clean(provider.name, from), contact: clean(provider.contact, from), email: clean(provider.email, from), phone: maybe(provider.phone, from, clean) },
    requestedBy: clean(requestedBy, who),
    approvedBy: maybe(approvedBy, who, clean),
    releasedBy: maybe(releasedBy, who, clean),
  };
}

export const reportsWithout = (reports: readonly ReportedFacts[], clean: Clean): ReportedFacts[] =>
  reports.map((report, index) => {
    const where = `report ${index + 1}`;
    return { ...report, hotlineName: clean(report.hotlineName, where), receipt: maybe(report.receipt, where, clean) };
  });

/** An entry whose own words hold something to be taken out goes by its hash already (`gatherCustody`); beside it stands who did it. */
export const custodyWithout = (entries: readonly CustodyEntry[], clean: Clean): CustodyEntry[] => entries.map((entry) => ({ ...entry, actor: clean(entry.actor, 'who had the evidence') }));
