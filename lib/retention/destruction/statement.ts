import { createHash } from 'node:crypto';
import type { Ctx, Destruction } from '@/lib/db';
import { canonical } from '@/lib/intake';
import { DESTRUCTION_KINDS, type DestroyedPart, type DestructionStatement } from '../schema';
import type { ScopedFile } from './scope';

interface Destroyed {
  readonly parts: readonly DestroyedPart[];
  /** Files of the same items that an item which is not destroyed holds, too. */
  readonly stays: readonly ScopedFile[];
}

/** All that a certificate states, as it is when the keys go: what is renamed later changes nothing of it. */
export async function statementOf({ tx, clock }: Ctx, found: Destruction, { parts, stays }: Destroyed): Promise<DestructionStatement> {
  const ids = [found.requestedById, found.approvedById].filter((id) => id !== null);
  const people = await tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, pseudonym: true } });
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.pseudonym ?? 'the desk itself, by its rules';
  const { number } = await tx.case.findUniqueOrThrow({ where: { id: found.caseId }, select: { number: true } });
  const agency = found.agencyId === null ? null : await tx.agency.findUniqueOrThrow({ where: { id: found.agencyId }, select: { name: true, country: true } });
  return {
    number: found.number,
    case: number,
    because: DESTRUCTION_KINDS[found.kind],
    reason: found.reason,
    demandedBy: agency && { ...agency, reference: found.reference },
    requested: { by: nameOf(found.requestedById), at: found.requestedAt.toISOString() },
    agreed: { by: nameOf(found.approvedById), at: found.approvedAt?.toISOString() ?? null },
    keysDestroyedAt: clock.now().toISOString(),
    destroyed: [...parts],
    notDestroyed: stays.map(({ id, sha256, sha1, md5, byteSize }) => ({ what: 'file', id, sha256, sha1, md5, byteSize })),
  };
}

/** SHA-256 over the statement as JSON with its keys in order and nothing between: what the log's entry holds. Lower-case hexadecimal. */
export function hashOfStatement(statement: DestructionStatement): string {
  return createHash('sha256').update(canonical(statement)).digest('hex');
}
