import { createKey, createPerson } from '@/lib/access';
import { ORDINARY_KEY } from '@/lib/access/schema';
import { type Ctx, db, transact } from '@/lib/db';
import { receiveItems } from '@/lib/intake';
import { type PersonActor, type Result, randomIds, systemClock } from '@/lib/kernel';

export const base = () => ({ clock: systemClock, ids: randomIds, requestId: randomIds.next() });

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.safeMessage}`);
  return result.value;
}

const asSystem = async <T>(work: (ctx: Ctx) => Promise<Result<T>>): Promise<T> =>
  must(await transact(db(), (tx) => work({ ...base(), tx, actor: { kind: 'system', name: 'bench' } })));

/** Somebody who reviews, made by the same verb as in production. */
export async function addModerator(): Promise<PersonActor> {
  const email = `${randomIds.next()}@example.com`;
  const { id } = await asSystem((ctx) => createPerson(ctx, { email, displayName: 'Bench', role: 'moderator', passwordHash: 'none' }));
  const { pseudonym } = await db().person.findUniqueOrThrow({ where: { id } });
  return { kind: 'person', id, name: pseudonym, role: 'moderator', sessionId: randomIds.next(), verifiedAt: systemClock.now() };
}

/** Waiting items, each of an account and so of a case of its own. */
export async function addItems(count: number): Promise<string[]> {
  const name = `Bench ${randomIds.next()}`;
  const { id } = await asSystem((ctx) => createKey(ctx, { ...ORDINARY_KEY, name }));
  const sentAt = '2026-11-20T08:15:00+01:00';
  const items = Array.from({ length: count }, (_, at) => ({
    externalId: `${at}`, platform: name, occurredAt: sentAt, conversation: { externalId: `dm${at}` }, subject: { externalId: `u${at}` }, participants: [{ externalId: `v${at}` }],
    messages: [{ externalId: 'm1', senderId: `u${at}`, sentAt, text: 'The beans are in the second bed.', flagged: true }],
    signals: [{ kind: 'user_report', reason: 'child_safety', reporterId: `v${at}` }],
  }));
  const outcomes = await receiveItems({ ...base(), actor: { kind: 'platform', id, name, scopes: ['intake.items'] } }, items);
  return outcomes.map((outcome) => {
    if ('problem' in outcome) throw new Error(outcome.problem.safeMessage);
    return outcome.receipt.itemId;
  });
}
