import { record } from '@/lib/audit';
import type { BreakGlass, Ctx, Prisma } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { can } from '../permissions';
import { endsOf } from './rules';
import type { BreakGlassList, BreakGlassRow, HeldRole } from './schema';

const PAGE = 50;

/** The role that the caller holds in this session beside their own, or null. */
export async function heldRole({ tx, actor, clock }: Ctx<PersonActor>): Promise<Result<HeldRole | null>> {
  const taken = actor.breakGlassId ? await tx.breakGlass.findUnique({ where: { id: actor.breakGlassId } }) : null;
  return ok(taken && { id: taken.id, role: taken.role, endsAt: taken.endsAt.toISOString(), now: clock.now().toISOString() });
}

async function toRows({ tx, actor }: Ctx<PersonActor>, found: readonly BreakGlass[], now: Date): Promise<BreakGlassRow[]> {
  const ends = await endsOf(tx, found);
  const ids = found.flatMap(({ personId, signedOffById }) => (signedOffById ? [personId, signedOffById] : [personId]));
  const people = await tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, pseudonym: true } });
  const nameOf = new Map(people.map(({ id, pseudonym }) => [id, pseudonym]));
  return found.map((row) => {
    const end = ends.get(row.id) ?? row.endsAt;
    return {
      id: row.id,
      personId: row.personId,
      pseudonym: nameOf.get(row.personId) ?? '',
      role: row.role,
      reason: row.reason,
      startedAt: row.startedAt.toISOString(),
      endsAt: end.toISOString(),
      isRunning: end > now,
      isOwn: row.personId === actor.id,
      signedOff: row.signedOffAt && { at: row.signedOffAt.toISOString(), by: nameOf.get(row.signedOffById ?? '') ?? '', note: row.signOffNote },
    };
  });
}

/**
 * Who took a role, when and why: first everything that nobody has signed off, then the rest, newest first. Who may
 * take roles themselves sees their own alone. Reading it is an entry.
 */
export async function listBreakGlass(ctx: Ctx<PersonActor>, { before }: { before?: string | undefined }): Promise<Result<BreakGlassList>> {
  const { tx, actor, clock } = ctx;
  const now = clock.now();
  const mine: Prisma.BreakGlassWhereInput = can(actor.role, 'break_glass.use') ? { personId: actor.id } : {};
  const open = await tx.breakGlass.findMany({ where: { ...mine, signedOffAt: null }, orderBy: { id: 'desc' } });
  const signed = await tx.breakGlass.findMany({
    where: { ...mine, signedOffAt: { not: null }, ...(before !== undefined && { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  });
  const shown = signed.slice(0, PAGE);
  await record(ctx, { action: 'break_glass.read', details: {} });
  return ok({
    rows: await toRows(ctx, before === undefined ? [...open, ...shown] : shown, now),
    unsigned: open.length,
    next: signed.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
    now: now.toISOString(),
  });
}
