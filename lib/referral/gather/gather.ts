import { type PrismaClient, type Tx, transact } from '@/lib/db';
import { BrokenSeal } from '@/lib/evidence';
import { type Clock, type Result, fail, ok } from '@/lib/kernel';
import { gatherCustody } from '../documents/custody';
import type { AboutReferral, ReferralFacts } from '../facts';
import { type Told, redactFacts } from '../redact/redact-facts';
import type { Term } from '../redact/terms';
import { agreedOf, changedParts } from '../request/agreed';
import { AGREED_PARTS } from '../request/schema';
import { aboutOf } from './about';
import { clocksOf } from './beside';
import { type Takeout, custodyScope, describe, takeoutOf, whyNotWhole } from './describe';
import { loadReferral } from './load';
import { type Loaded, loadAll } from './load-all';

export interface GatherTools {
  readonly client: PrismaClient;
  readonly clock: Clock;
}

interface Snapshot {
  readonly loaded: Loaded;
  readonly about: AboutReferral;
}

/** Whatever was written between the release and now was agreed to by nobody. */
async function whyNotAgreed(tx: Tx, referralId: string): Promise<string | null> {
  const referral = await tx.referral.findUniqueOrThrow({ where: { id: referralId }, include: { case: true, agency: true, key: true } });
  const now = await agreedOf(tx, referral);
  if (Buffer.from(now.digest).equals(Buffer.from(referral.agreedDigest ?? []))) return null;
  const changed = changedParts(referral.agreedParts, now.parts).map((part) => AGREED_PARTS[part]);
  return `Since it was released, something changed: ${changed.join('; ')}. What would leave is not what was agreed to. Nothing left the desk; submit the referral anew.`;
}

/** All rows as they are at one moment, and only if that is what was agreed to. */
function snapshotOf({ client, clock }: GatherTools, referralId: string): Promise<Result<Snapshot>> {
  return transact(client, async (tx) => {
    await tx.$executeRaw`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY`;
    const referral = await loadReferral(tx, { id: referralId });
    if (!referral) return fail('not_found', 'There is no such referral.');
    const loaded = await loadAll(tx, referral);
    const about = await aboutOf(tx, clock, referral, loaded.scope);
    if (!about) return fail('conflict', 'This referral is not released. Nothing is made of it before somebody agreed to it and released it.');
    const why = whyNotWhole(loaded) ?? (await whyNotAgreed(tx, referralId));
    return why === null ? ok({ loaded, about }) : fail('conflict', why);
  });
}

/** Counts what was taken out, which may be less than what was looked for. @param found Terms that stood somewhere. */
function summaryOf({ messageIds }: Takeout, { accounts, exhibits }: Pick<Told, 'accounts' | 'exhibits'>, found: ReadonlySet<Term>): ReferralFacts['redactions'] {
  const messages = exhibits.flatMap((exhibit) => exhibit.messages).filter(({ id, text }) => text !== null && messageIds.has(id));
  const persons = new Set([...accounts.filter(({ isThirdPerson }) => isThirdPerson).map(({ name }) => name), ...[...found].flatMap(({ of }) => of ?? [])]);
  return { persons: persons.size, messages: messages.length, phrases: [...found].filter(({ kind }) => kind === 'phrase').length };
}

/**
 * Everything that the documents of a released referral are written from, as far as its scope goes, with third persons and
 * marked words taken out. Fails with `conflict` when it is not whole, not released, or not what was agreed to any more; with
 * `unprocessable` when a sealed text was changed.
 */
export async function gatherFacts(tools: GatherTools, referralId: string): Promise<Result<ReferralFacts>> {
  try {
    const snapshot = await snapshotOf(tools, referralId);
    if (!snapshot.ok) return snapshot;
    const { loaded, about } = snapshot.value;
    const takeout = takeoutOf(loaded);
    const custody = await gatherCustody(tools.client, custodyScope(loaded, takeout));
    const found = new Set<Term>();
    const told = await redactFacts({ ...describe(loaded, about), custody }, { ...takeout, tell: ({ term, left }) => void (left === null && found.add(term)) });
    const [subject] = told.accounts;
    if (!subject) throw new Error('A case has a subject.');
    return ok({
      ...told,
      subject,
      clocks: clocksOf(loaded.clocks),
      redactions: summaryOf(takeout, told, found),
    });
  } catch (error) {
    if (!(error instanceof BrokenSeal)) throw error;
    return fail('unprocessable', 'A text of this case does not open: what is stored was changed or moved. Nothing left the desk, and no package was made. Tell whoever runs the database.');
  }
}
