import { unwalled } from '@/lib/access';
import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { isShredded, openText, sealText, unwrapKey } from '@/lib/evidence';
import { DESTROYED_TEXT } from '@/lib/evidence/schema';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import type { CaseNote } from './schema';

interface Sealed {
  readonly wrappedKey: Uint8Array;
  readonly kekId: string;
}

const destroyed = () => fail('conflict', 'This case is destroyed, and nothing can be added to it. Your text is kept here.');
const binding = (noteId: string, version: number) => ({ purpose: 'note', id: `${noteId}/${version}` });

/** Adds a note to a case, sealed under the case's key. */
export async function addNote(ctx: Ctx<PersonActor>, { caseId, body }: { caseId: string; body: string }): Promise<Result<{ noteId: string }>> {
  const found = await ctx.tx.case.findFirst({ where: { id: caseId, ...unwalled(ctx.actor) } });
  if (!found) return fail('not_found', 'There is no such case.');
  if (isShredded(found)) return destroyed();
  const noteId = ctx.ids.next();
  const at = ctx.clock.now();
  await ctx.tx.note.create({
    data: {
      id: noteId,
      caseId,
      authorId: ctx.actor.id,
      createdAt: at,
      versions: { create: { version: 1, sealedBody: sealText(unwrapKey(found), binding(noteId, 1), body), writtenAt: at } },
    },
  });
  await record(ctx, { action: 'note.added', details: {}, caseId, targets: [{ type: 'note', id: noteId }] });
  await announce(ctx.tx, 'case', caseId);
  return ok({ noteId });
}

/** Adds a version to one's own note; the earlier wording stays. A note changed meanwhile is a conflict. */
export async function editNote(ctx: Ctx<PersonActor>, input: { noteId: string; body: string; version: number }): Promise<Result<{ version: number }>> {
  await ctx.tx.$queryRaw`SELECT 1 FROM "Note" WHERE "id" = ${input.noteId}::uuid FOR UPDATE`;
  const note = await ctx.tx.note.findFirst({ where: { id: input.noteId, authorId: ctx.actor.id, case: unwalled(ctx.actor) }, include: { case: true, versions: { select: { version: true } } } });
  if (!note) return fail('not_found', 'There is no such note of yours. A note is changed by the person who wrote it; add one of your own.');
  if (note.versions.length !== input.version) return fail('conflict', 'This note has a newer version. Your text is kept here; reload to see theirs.');
  if (isShredded(note.case)) return destroyed();
  const version = input.version + 1;
  await ctx.tx.noteVersion.create({
    data: { noteId: note.id, version, sealedBody: sealText(unwrapKey(note.case), binding(note.id, version), input.body), writtenAt: ctx.clock.now() },
  });
  await record(ctx, { action: 'note.edited', details: { version }, caseId: note.caseId, targets: [{ type: 'note', id: note.id }] });
  await announce(ctx.tx, 'case', note.caseId);
  return ok({ version });
}

/** A case's notes, newest first, each with its versions, newest first. The caller may read the case. */
export async function notesOf(ctx: Ctx<PersonActor>, found: Sealed & { readonly id: string }): Promise<CaseNote[]> {
  const key = isShredded(found) ? null : unwrapKey(found);
  const notes = await ctx.tx.note.findMany({
    where: { caseId: found.id },
    orderBy: { createdAt: 'desc' },
    include: { author: { select: { pseudonym: true } }, versions: { orderBy: { version: 'desc' } } },
  });
  return notes.map((note) => ({
    id: note.id,
    author: note.author.pseudonym,
    isMine: note.authorId === ctx.actor.id,
    versions: note.versions.map(({ version, sealedBody, writtenAt }) => ({
      version,
      body: key ? openText(key, binding(note.id, version), sealedBody) : DESTROYED_TEXT,
      writtenAt: writtenAt.toISOString(),
    })),
  }));
}
