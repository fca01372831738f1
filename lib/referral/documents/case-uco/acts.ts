import type { CustodyEntry, DecisionFacts, ExhibitFacts, ReferralFacts, ReportedFacts } from '../../facts';
import { exhibitId } from './exhibits';
import { type Names, type Node, ref, reference, time } from './graph';
import { actorId, organizationId } from './parties';

const LOG = 'audit log of the provider';

/** An act is told once: what the facts say of it, and the log's event for it, which it is taken from here with. */
type Take = (wanted: (entry: CustodyEntry) => boolean) => CustodyEntry | undefined;

function takeFrom(custody: readonly CustodyEntry[]): { readonly take: Take; readonly left: () => CustodyEntry[] } {
  const left = new Set(custody);
  return {
    take(wanted) {
      for (const entry of left) {
        if (!wanted(entry)) continue;
        left.delete(entry);
        return entry;
      }
      return undefined;
    },
    left: () => [...left],
  };
}

interface Act {
  readonly id: string;
  readonly name: string;
  readonly at: Date | null;
  readonly performer: string | undefined;
  /** Names of exhibits or their files. */
  readonly about: readonly string[];
  readonly event: CustodyEntry | undefined;
  readonly more?: Readonly<Record<string, unknown>>;
}

const actNode = (names: Names, { id, name, at, performer, about, event, more }: Act): Node => ({
  '@id': id,
  '@type': 'case-investigation:InvestigativeAction',
  'uco-core:name': name,
  'uco-action:startTime': at === null ? undefined : time(at),
  'uco-action:performer': performer === undefined ? undefined : ref(performer),
  'uco-action:object': about.map((each) => ref(exhibitId(names, each))),
  'uco-core:externalReference': event && reference(names, id, LOG, event.eventId),
  ...more,
});

function receivedNode(names: Names, { name, receivedAt }: ExhibitFacts, provider: string, take: Take): Node {
  const event = take(({ action, about }) => action === 'item.received' && about.includes(name));
  const more = { 'uco-action:result': ref(exhibitId(names, name)) };
  return actNode(names, { id: names('received', name), name: 'Received', at: receivedAt, performer: event ? actorId(names, event.actor) : organizationId(names, provider), about: [], event, more });
}

function* decisionNodes(names: Names, exhibit: string, decision: DecisionFacts, at: number, take: Take): Generator<Node> {
  const { by, outcome, words, basis, incidentType, annotations, dangerNow, dangerReason, policyVersion } = decision;
  const [key, performer] = [`${exhibit}/${at}`, actorId(names, by)];
  const event = take(({ action, about, actor }) => action === 'decision.saved' && actor === by && about.includes(exhibit));
  const statements = [
    words, `Seen for it: ${basis}`, incidentType && `Kind of incident: ${incidentType}`, ...annotations.map((each) => `Annotation: ${each}`),
    ...dangerNow.map((each) => `Danger now: ${each}`), dangerReason && `Why: ${dangerReason}`, `Policy ${policyVersion}`,
  ].filter((each) => each !== null && each !== '');
  yield {
    '@id': names('finding', key), '@type': 'uco-core:Annotation', 'uco-core:tag': outcome, 'uco-core:statement': statements, 'uco-core:object': ref(exhibitId(names, exhibit)),
    'uco-core:createdBy': ref(performer), 'uco-core:objectCreatedTime': time(decision.at),
  };
  yield actNode(names, { id: names('decided', key), name: 'Decided', at: decision.at, performer, about: [exhibit], event, more: { 'uco-action:result': ref(names('finding', key)) } });
}

function reportNode(names: Names, report: ReportedFacts, provider: string, take: Take): Node {
  const { hotlineName, state, isTest, filedAt, receipt, exhibits, files } = report;
  const id = names('reported', report.id);
  const event = filedAt === null ? undefined : take((entry) => entry.action === 'report.filed' && entry.report === report.id);
  const numbers = [...(event ? [reference(names, id, LOG, event.eventId)] : []), ...(receipt === null ? [] : [reference(names, id, hotlineName, receipt)])];
  const viewed = files.filter(({ isViewed }) => isViewed).map(({ file }) => file);
  const more = {
    'uco-core:description': [
      `State: ${state}${isTest ? ' (a test: no real report)' : ''}`, ...(viewed.length > 0 ? [`Viewed by a person before the report: ${viewed.join(', ')}`] : []),
    ],
    'uco-core:externalReference': numbers,
    'uco-action:participant': ref(organizationId(names, hotlineName)),
  };
  return actNode(names, { id, name: filedAt === null ? 'Report, not filed' : 'Reported', at: filedAt, performer: organizationId(names, provider), about: exhibits, event, more });
}

/** From the request to the package, which is what came of it. */
function* referralNodes(names: Names, { requestedBy, requestedAt, approvedBy, approvedAt, releasedBy, releasedAt, number, agency }: ReferralFacts['referral'], exhibits: readonly string[], take: Take): Generator<Node> {
  const step = (name: string, by: string, at: Date, action: string, more = {}): Node => {
    const event = take((entry) => entry.action === action && entry.actor === by);
    return actNode(names, { id: names(name, number), name, at, performer: actorId(names, by), about: exhibits, event, more });
  };
  const made = { 'uco-action:participant': ref(organizationId(names, agency.name)), 'uco-action:result': ref(names('referral', number)) };
  yield step('Referral requested', requestedBy, requestedAt, 'referral.requested');
  yield step('Referral approved', approvedBy, approvedAt, 'referral.approved');
  yield step('Exported', releasedBy, releasedAt, 'referral.released', made);
}

/** What was done, by whom and when: received, decided, reported, exported as the facts tell it; the rest as the log does. */
export function* actNodes(names: Names, { exhibits, reports, referral, custody }: ReferralFacts): Generator<Node> {
  const { take, left } = takeFrom(custody);
  const provider = referral.provider.name;
  for (const exhibit of exhibits) {
    yield receivedNode(names, exhibit, provider, take);
    for (const [at, decision] of exhibit.decisions.entries()) yield* decisionNodes(names, exhibit.name, decision, at, take);
  }
  for (const report of reports) yield reportNode(names, report, provider, take);
  // The same agency may have had others before: this one's steps are the last.
  const { take: takeLast, left: others } = takeFrom(left().reverse());
  yield* referralNodes(names, referral, exhibits.map(({ name }) => name), takeLast);
  for (const event of others().reverse()) {
    yield actNode(names, { id: names('event', event.eventId), name: event.words, at: event.at, performer: actorId(names, event.actor), about: event.about, event });
  }
}
