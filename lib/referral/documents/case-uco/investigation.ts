import type { AboutReferral, ReferralFacts } from '../../facts';
import { exhibitId } from './exhibits';
import { type Names, type Node, ref, time } from './graph';
import { actorId, organizationId } from './parties';

export const investigationId = (names: Names, { caseNumber }: Pick<AboutReferral, 'caseNumber'>): string => names('investigation', caseNumber);

const NOT_REAL = 'TEST MODE: it describes no real incident.';

function authorizationNode(names: Names, { referral: { legalBasis, asked, number }, danger }: Pick<ReferralFacts, 'referral' | 'danger'>): Node {
  const id = names('authorization', number);
  const type = 'case-investigation:Authorization';
  if (!legalBasis) {
    return {
      '@id': id,
      '@type': type,
      'case-investigation:authorizationType': 'Emergency disclosure without legal process',
      'case-investigation:authorizationIdentifier': asked?.reference || undefined,
      'uco-core:description': danger ?? undefined,
      'uco-core:createdBy': asked?.authority ? ref(organizationId(names, asked.authority)) : undefined,
    };
  }
  const { words, reference, authority, issuedAt, deadline } = legalBasis;
  return {
    '@id': id,
    '@type': type,
    'case-investigation:authorizationType': words,
    'case-investigation:authorizationIdentifier': reference || undefined,
    'uco-core:startTime': issuedAt === null ? undefined : time(issuedAt),
    'uco-core:description': deadline === null ? undefined : `To be answered by ${deadline.toISOString()}`,
    'uco-core:createdBy': authority ? ref(organizationId(names, authority)) : undefined,
  };
}

/** The package as a record of where its exhibits come from. */
function referralNode(names: Names, { referral, exhibits, redactions }: ReferralFacts): Node {
  const { number, provider, agency, madeAt, reissueOf, isTest } = referral;
  const { persons, messages, phrases } = redactions;
  const files = exhibits.flatMap((exhibit) => exhibit.files).filter(({ isTakenOut }) => isTakenOut).length;
  return {
    '@id': names('referral', number),
    '@type': 'case-investigation:ProvenanceRecord',
    'uco-core:name': number,
    'uco-core:description': [
      `Handed over by ${provider.name} to ${agency.name}`,
      `Taken out before: ${persons} persons, ${messages} messages, ${files} files, ${phrases} phrases`,
      ...(reissueOf === null ? [] : [`In place of ${reissueOf}`]),
      ...(isTest ? [NOT_REAL] : []),
    ],
    'uco-core:createdBy': ref(organizationId(names, provider.name)),
    'uco-core:objectCreatedTime': time(madeAt),
    'uco-core:object': exhibits.flatMap(({ name, files }) => [name, ...files.map((file) => file.name)]).map((name) => ref(exhibitId(names, name))),
  };
}

/** Notes of the company's people, and what keeps the case. */
function* remarks(names: Names, { notes, clocks }: ReferralFacts, investigation: string): Generator<Node> {
  for (const [at, { by, at: writtenAt, version, text }] of notes.entries()) {
    yield {
      '@id': names('note', `${by}/${writtenAt.toISOString()}/${at}`), '@type': 'uco-core:Annotation', 'uco-core:description': `Note, version ${version}`, 'uco-core:statement': text,
      'uco-core:createdBy': ref(actorId(names, by)), 'uco-core:objectCreatedTime': time(writtenAt), 'uco-core:object': ref(investigation),
    };
  }
  for (const { words, startsAt, endsAt } of clocks) {
    const [from, until] = [startsAt.toISOString(), endsAt === null ? 'it is lifted' : endsAt.toISOString()];
    yield { '@id': names('clock', `${words}/${from}`), '@type': 'uco-core:Annotation', 'uco-core:tag': 'preservation', 'uco-core:statement': `${words}: from ${from} until ${until}`, 'uco-core:object': ref(investigation) };
  }
}

/** The case as a whole: what it is about, and by what right it is handed over. */
export function* investigationNodes(names: Names, facts: ReferralFacts): Generator<Node> {
  const { referral, exhibits } = facts;
  const id = investigationId(names, referral);
  yield {
    '@id': id,
    '@type': 'case-investigation:Investigation',
    'uco-core:name': referral.caseNumber,
    'case-investigation:investigationForm': 'case',
    'uco-core:startTime': time(referral.caseOpenedAt),
    'uco-core:description': referral.isTest ? NOT_REAL : undefined,
    'case-investigation:relevantAuthorization': ref(names('authorization', referral.number)),
    'uco-core:object': [names('referral', referral.number), ...exhibits.map(({ name }) => exhibitId(names, name))].map(ref),
  };
  yield authorizationNode(names, facts);
  yield referralNode(names, facts);
  yield* remarks(names, facts, id);
}
