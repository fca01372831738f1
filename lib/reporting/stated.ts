import type { AccountDetails, AssociatedFacts, FileFacts, IncidentFacts, IpFacts } from '@/lib/hotlines';
import type { Statement } from '@/lib/intake';

type Account = Statement['accounts'] extends ReadonlyMap<string, infer A> ? A : never;
type Said = Account['ipEvents'][number];
type Associated = NonNullable<Account['details']['associated']>[number];
type FileSaid = Statement['files'] extends ReadonlyMap<string, infer F> ? F : never;

/** What a platform said, in the words of the facts; only moments and addresses are written differently there. */

function ipFacts({ ip, event, at, port, possibleProxy }: Said): IpFacts {
  return { ip, event, at: moment(at), port: port ?? null, isProxy: possibleProxy };
}

export function detailsOf({ details: { associated, ...details } }: Account): AccountDetails {
  return { ...details, associated: associated?.map(associatedFacts) };
}

function associatedFacts({ ipEvents, ...others }: Associated): AssociatedFacts {
  return { ...others, ipEvents: ipEvents?.map(ipFacts) };
}

export function incidentFacts({ ipEvents, ...others }: Statement['incidents'][number]): IncidentFacts {
  return { ...others, ipEvents: ipEvents?.map(ipFacts) };
}

/** What is known of a file from its platform; nothing of one that it did not speak of. */
export function fileStated(said: FileSaid | undefined): Partial<FileFacts> {
  if (!said) return {};
  const { mediaId: _known, uploadedAt, uploadedFrom, hashes = [], ...others } = said;
  return { ...others, hashes, uploadedAt: uploadedAt === undefined ? undefined : moment(uploadedAt), uploadedFrom: uploadedFrom && ipFacts(uploadedFrom) };
}

const moment = (text: string) => ({ at: new Date(text), text });
