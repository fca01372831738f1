import { record } from '@/lib/audit';
import type { Ctx, Prisma } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { namesOf } from '../names';
import { asksNumber, whyNotCheck } from './check-key';
import { inGroups } from './parse-key';
import { type AgencyKeyRow, type AgencyKeyState, type AgencyRow, WRONG_TRIES_MAX } from './schema';

type Key = Prisma.AgencyKeyGetPayload<object>;

export function keyStateOf({ retiredAt, checkedAt }: Pick<Key, 'retiredAt' | 'checkedAt'>): AgencyKeyState {
  if (retiredAt) return 'retired';
  return checkedAt ? 'checked' : 'to_check';
}

/** As `keyStateOf`, of a key under its agency: what is retired takes its keys along. */
export const isUsableState = (key: Pick<Key, 'retiredAt' | 'checkedAt'>): boolean => keyStateOf(key) === 'checked';

/** A checker hears a fingerprint and never reads it here; whoever added the key has seen it anyway. */
const shownTo = (actor: PersonActor, key: Key) => (keyStateOf(key) === 'checked' || key.addedById === actor.id ? inGroups(key.fingerprint) : null);

function rowOf(actor: PersonActor, agency: { readonly phoneSetById: string }, key: Key, names: ReadonlyMap<string, string>): AgencyKeyRow {
  return {
    id: key.id,
    kind: key.kind,
    state: keyStateOf(key),
    fingerprint: shownTo(actor, key),
    addedBy: names.get(key.addedById) ?? '',
    addedAt: key.addedAt.toISOString(),
    checkedBy: key.checkedById ? (names.get(key.checkedById) ?? '') : null,
    checkedAt: key.checkedAt?.toISOString() ?? null,
    retiredAt: key.retiredAt?.toISOString() ?? null,
    triesLeft: Math.max(0, WRONG_TRIES_MAX - key.wrongTries),
    checkOff: whyNotCheck(actor.id, key),
    asksNumber: asksNumber(key, agency),
  };
}

/** The directory by name, retired agencies last. Reading it is an event. */
export async function listAgencies(ctx: Ctx<PersonActor>): Promise<Result<AgencyRow[]>> {
  const agencies = await ctx.tx.agency.findMany({ orderBy: [{ retiredAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }], include: { keys: { orderBy: [{ addedAt: 'desc' }, { id: 'desc' }] } } });
  const names = await namesOf(ctx.tx, agencies.flatMap(({ keys }) => keys.flatMap(({ addedById, checkedById }) => [addedById, checkedById])));
  await record(ctx, { action: 'agencies.read', details: {} });
  return ok(
    agencies.map(({ id, name, country, unit, contactName, email, phone, phoneSetById, updatedAt, retiredAt, keys }) => ({
      id,
      name,
      country,
      unit,
      contactName,
      email,
      phone,
      updatedAt: updatedAt.toISOString(),
      retiredAt: retiredAt?.toISOString() ?? null,
      keys: keys.map((key) => rowOf(ctx.actor, { phoneSetById }, key, names)),
      hasUsableKey: retiredAt === null && keys.some(isUsableState),
    })),
  );
}
