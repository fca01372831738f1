import type { Tx } from '@/lib/db';

/** Pseudonyms by id, of those that are given. */
export async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const people = wanted.length === 0 ? [] : await tx.person.findMany({ where: { id: { in: wanted } }, select: { id: true, pseudonym: true } });
  return new Map(people.map(({ id, pseudonym }) => [id, pseudonym]));
}
