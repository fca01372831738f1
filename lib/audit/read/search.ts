import { type Ctx, Prisma } from '@/lib/db';
import { z } from 'zod';
import { asLiteral } from './walls';

/** What has this id, or this name, among its targets. */
const targets = (what: { readonly id: string } | { readonly label: string }) => Prisma.sql`"targets" @> ${JSON.stringify([what])}::jsonb`;

/** What a person or a key did, and what was done to them. */
export const about = (id: string): Prisma.Sql[] => [Prisma.sql`"actorId" = ${id}::uuid`, targets({ id })];

/** What something was done to, by its id or by what people call it. */
export const of = (idOrLabel: string): Prisma.Sql[] => [targets({ id: idOrLabel }), targets({ label: idOrLabel })];

const HAS_LETTER = /[\p{L}\p{N}]/u;

/**
 * Every word of the text; `quali*` is any word that begins so. Whole words unless asked otherwise: the planner knows how
 * common a word is, and not how common its beginnings are, for which it may gather what it should walk.
 */
function words(text: string): Prisma.Sql | undefined {
  const lexemes = text.split(/\s+/).filter((word) => HAS_LETTER.test(word)).map((word) => {
    const [, whole = '', star = ''] = /^(.*?)(\**)$/su.exec(word) ?? [];
    return `'${whole.replaceAll('\\', '\\\\').replaceAll("'", "''")}'${star && ':*'}`;
  });
  return lexemes.length === 0 ? undefined : Prisma.sql`to_tsvector('simple', "reason") @@ to_tsquery('simple', ${lexemes.join(' & ')})`;
}

const byId = (id: string): Prisma.Sql[] => [
  Prisma.sql`"id" = ${id}::uuid`,
  Prisma.sql`"requestId" = ${id.toLowerCase()}`,
  Prisma.sql`"sessionId" = ${id}::uuid`,
  Prisma.sql`"itemId" = ${id}::uuid`,
  Prisma.sql`"caseId" = ${id}::uuid`,
  ...about(id.toLowerCase()),
];

/** `1,284,297`, as indexes are written; no larger ones than the database can hold. */
const INDEX = /^(?:\d{1,3}(?:,\d{3}){0,4}|\d{1,15})$/;

/**
 * The ways in which an entry can have to do with a text, one condition each and each by an index of its own: an id or
 * an index of the log as a whole, people, keys and cases by their names, reasons by their words.
 */
export async function mentions({ tx }: Ctx, text: string): Promise<Prisma.Sql[]> {
  if (z.uuid().safeParse(text).success) return byId(text);
  // Without regard to case it is asked by ILIKE, to which some signs of a name are patterns.
  const named = { equals: asLiteral(text), mode: 'insensitive' } as const;
  const people = await tx.person.findMany({ where: { pseudonym: named }, select: { id: true } });
  const keys = await tx.apiKey.findMany({ where: { name: named }, select: { id: true } });
  const cases = await tx.case.findMany({ where: { number: named }, select: { id: true } });
  const placed = INDEX.test(text) ? await tx.auditLeaf.findUnique({ where: { index: BigInt(text.replaceAll(',', '')) } }) : null;
  const reason = words(text);
  return [
    ...(reason ? [reason] : []),
    ...(/\s/.test(text) ? [] : [Prisma.sql`"requestId" = ${text}`]),
    ...of(text),
    ...[...people, ...keys].map(({ id }) => Prisma.sql`"actorId" = ${id}::uuid`),
    ...cases.map(({ id }) => Prisma.sql`"caseId" = ${id}::uuid`),
    ...(placed ? [Prisma.sql`("at" = ${placed.at.toISOString()}::timestamptz AND "id" = ${placed.eventId}::uuid)`] : []),
  ];
}
