import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import { BrokenSeal, isShredded } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { type LoadedCustody, custodyOf, loadCustody } from '../documents/custody';
import type { ExhibitFacts } from '../facts';
import type { Parties } from '../redact/redact-beside';
import { redactFacts } from '../redact/redact-facts';
import { PLACES_SHOWN, type Place, type TermFinding } from '../redact/schema';
import type { Term } from '../redact/terms';
import { NO_REFERRAL } from '../request/find';
import { recordReferral } from '../request/move';
import { partiesOf } from './about';
import { type Takeout, custodyReach, custodyScope, describe, takeoutOf } from './describe';
import { loadReferral } from './load';
import { type Loaded, loadAll } from './load-all';
import type { ReferralPreview } from './schema';

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

function exhibitRows({ items, names }: Loaded, exhibits: readonly ExhibitFacts[]): ReferralPreview['exhibits'] {
  const opened = new Map(exhibits.map((exhibit) => [exhibit.itemId, exhibit]));
  return items.map((item) => {
    const { externalId = item.externalId, messages = [], files = [], ipEvents = [] } = opened.get(item.id) ?? {};
    const left = files.filter(({ source }) => !isShredded(source));
    const handedOver = left.filter(({ isTakenOut }) => !isTakenOut);
    return {
      name: names.exhibits.get(item.id) ?? '',
      itemId: item.id,
      externalId,
      messages: messages.length,
      messagesLeftOut: item.messages.length - messages.length,
      files: files.length,
      filesLeftOut: item.media.length - files.length,
      filesDestroyed: files.length - left.length,
      byteSize: sum(handedOver.map(({ byteSize }) => byteSize)),
      ipEvents: ipEvents.length,
      problem: opened.has(item.id) ? null : 'What it held was destroyed. It cannot be handed over.',
    };
  });
}

function accountRows({ people, names, referral }: Loaded, accounts: readonly { readonly name: string }[], persons: Takeout['persons']): ReferralPreview['accounts'] {
  const byName = new Map(people.accounts.map((account) => [names.accounts.get(account.id) ?? '', account]));
  return accounts.flatMap(({ name }) => {
    const account = byName.get(name);
    if (!account) return [];
    const { id, externalId, screenName } = account;
    return [{ id, name, externalId, screenName, isSubject: id === referral.case.subjectId, isTakenOut: persons.has(name) }];
  });
}

function filesOut(exhibits: readonly ExhibitFacts[]): ReferralPreview['filesTakenOut'] {
  const files = exhibits.flatMap((exhibit) => exhibit.files);
  return files
    .filter(({ isTakenOut }) => isTakenOut)
    .map(({ name, sha256 }) => ({ name, leavesAs: files.filter((other) => other.sha256 === sha256 && !other.isTakenOut && !isShredded(other.source)).map((other) => other.name) }));
}

type Finding = { -readonly [K in keyof TermFinding]: TermFinding[K] } & { places: Place[] };

/** Collects every place of every term, and counts those that are not shown any more. */
class Findings {
  readonly #byTerm = new Map<Term, Finding>();

  add(term: Term, place: Place): void {
    const { text, kind, of, where, standIn } = term;
    const finding = this.#byTerm.get(term) ?? { term: text, kind, of, where, standIn, takenOut: 0, insideWords: 0, left: 0, places: [] };
    this.#byTerm.set(term, finding);
    if (place.left === null) finding.takenOut += 1;
    else finding.left += 1;
    if (place.left === null && place.isInsideWord) finding.insideWords += 1;
    if (finding.places.length < PLACES_SHOWN) finding.places.push(place);
  }

  get all(): TermFinding[] {
    return [...this.#byTerm.values()].sort((a, b) => b.takenOut + b.left - (a.takenOut + a.left) || (a.term < b.term ? -1 : 1));
  }

  /** Those of the terms that stand nowhere; a part of a name is not missed. */
  missing(terms: readonly Term[]): string[] {
    return terms.filter((term) => term.kind !== 'part' && !this.#byTerm.has(term)).map(({ text }) => text);
  }
}

async function previewFrom({ loaded, parties, custody }: PreviewSource): Promise<ReferralPreview> {
  const takeout = takeoutOf(loaded);
  const entries = custodyOf(custody, custodyScope(loaded, takeout));
  const findings = new Findings();
  const numbers = new Map(loaded.items.flatMap(({ messages }) => messages.map(({ id, position }) => [id, position + 1] as const)));
  const told = await redactFacts({ ...describe(loaded, parties), custody: entries }, { ...takeout, numbers, tell: ({ term, ...place }, where) => findings.add(term, { ...place, in: where }) });
  const exhibits = exhibitRows(loaded, told.exhibits);
  return {
    exhibits,
    accounts: accountRows(loaded, told.accounts, takeout.persons),
    reports: told.reports.length,
    notes: told.notes.length,
    custody: { entries: entries.length, byHashAlone: entries.filter(({ leaf }) => leaf === null).length },
    byteSize: loaded.referral.profile === 'report_only' ? 0 : sum(exhibits.map(({ byteSize }) => byteSize)),
    messagesTakenOut: told.exhibits.flatMap(({ name, messages }) => messages.filter(({ id, text, files }) => (text !== null || files.length > 0) && takeout.messageIds.has(id)).map(({ id }) => `${name}, message ${numbers.get(id)}`)),
    filesTakenOut: filesOut(told.exhibits),
    findings: findings.all,
    notFound: findings.missing(takeout.redactor.terms),
    shared: takeout.redactor.shared,
  };
}

/** All that a preview is made of, as it is at one moment. */
export interface PreviewSource {
  readonly loaded: Loaded;
  readonly parties: Parties;
  readonly custody: LoadedCustody;
}

const BROKEN = 'A text of this case does not open: what is stored was changed or moved. Nothing was changed; tell whoever runs the database.';

/** Whatever the work throws because a seal is broken is a refusal with words. */
async function unlessBroken<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BrokenSeal)) throw error;
    return fail('unprocessable', BROKEN);
  }
}

/** Reads what `previewOf` looks through. Texts are opened of it, so that it was read is an event. */
export async function loadPreview(ctx: Ctx<PersonActor>, { referralId }: { referralId: string }): Promise<Result<PreviewSource>> {
  const referral = await loadReferral(ctx.tx, { id: referralId, case: unwalled(ctx.actor) });
  if (!referral) return fail('not_found', NO_REFERRAL);
  if (isShredded(referral.case)) return fail('conflict', 'What this case held was destroyed. There is nothing left to hand over.');
  await recordReferral(ctx, referral, { action: 'referral.previewed', details: {} });
  return unlessBroken(async () => {
    const loaded = await loadAll(ctx.tx, referral);
    return ok({ loaded, parties: await partiesOf(ctx.tx, referral), custody: await loadCustody(ctx.tx, custodyReach(loaded)) });
  });
}

/**
 * What a referral would hand over and what would be taken out of it, with every place where something is found, so that
 * nothing is cut out of another word unseen and nothing stays unseen. Of a large case it computes for seconds: never within
 * a transaction.
 */
export const previewOf = (source: PreviewSource): Promise<Result<ReferralPreview>> => unlessBroken(async () => ok(await previewFrom(source)));
