import { raiseWhile, settle } from '@/lib/alerts';
import { checkWord, parseVerifierKey, record } from '@/lib/audit';
import type { LogAlarm } from '@/lib/audit/schema';
import type { Ctx, AuditWitness } from '@/lib/db';
import { type Result, config, fail, ok } from '@/lib/kernel';
import type { WitnessWord } from '../schema';
import { aboutOf } from './about';
import { silentFor } from './silent';

/** The witness's row, made when it speaks for the first time, and held until the transaction ends. */
async function rowOf({ tx }: Ctx, key: string): Promise<AuditWitness> {
  await tx.auditWitness.createMany({ data: [{ key }], skipDuplicates: true });
  await tx.$queryRaw`SELECT 1 FROM "AuditWitness" WHERE "key" = ${key} FOR UPDATE`;
  return tx.auditWitness.findUniqueOrThrow({ where: { key } });
}

/** An alarm is an event and an alert when it is new; while it stays, only that the witness was heard. */
async function takeAlarm(ctx: Ctx, row: AuditWitness, { alarm, size, seenAt }: { alarm: LogAlarm; size: number; seenAt: Date }): Promise<void> {
  const { key, alarm: before } = row;
  const { name } = parseVerifierKey(key);
  await ctx.tx.auditWitness.update({ where: { key }, data: before === alarm ? { seenAt } : { seenAt, alarm, alarmAt: seenAt } });
  if (before === alarm) return;
  await record(ctx, { action: 'audit.alarm', outcome: 'failed', details: { alarm, witness: name, size } });
  // Another alarm of the same witness is another alert: what the first one said no longer holds.
  await settle(ctx, 'audit_alarm', aboutOf(key));
  await raiseWhile(ctx, 'audit_alarm', aboutOf(key), { alarm, witness: name, size });
}

const SECOND_MS = 1_000;
const inSeconds = (at: Date | null) => Math.floor((at?.getTime() ?? 0) / SECOND_MS);

/**
 * Takes a witness's word, which counts for what its own key has signed and when; who brings it needs an API key to be let
 * in, and vouches for nothing. One that is older than the last is not taken: no old word ends an alarm, or raises one
 * that is over, or makes a witness look alive. Ordinary words are not events: they come every few seconds and change nothing.
 */
export async function hearWitness(ctx: Ctx, { witness: key, note }: WitnessWord): Promise<Result<void>> {
  if (!config().AUDIT_WITNESS_KEYS.includes(key)) return fail('forbidden', 'This witness is none of those that AUDIT_WITNESS_KEYS names.');
  const row = await rowOf(ctx, key);
  const word = await checkWord(ctx.tx, parseVerifierKey(key), note);
  if (word.is === 'wrong') return fail('unprocessable', `${word.words} Nothing of it was kept.`);
  const [at, lastAt, now] = [inSeconds(word.signedAt), inSeconds(row.seenAt), ctx.clock.now()];
  const isEnd = word.is === 'ours' && row.alarm !== null;
  const isOlder = at < lastAt || (isEnd && at === lastAt) || (word.is === 'ours' && word.size < Number(row.size));
  if (isOlder) return fail('conflict', 'This witness has signed a newer word. Nothing of this one was kept.');
  const seenAt = word.signedAt < now ? word.signedAt : now;
  if (silentFor(seenAt, now) === undefined) await settle(ctx, 'witness_silent', aboutOf(key));
  if (word.is === 'ours') return takeGood(ctx, row, { note, size: word.size, seenAt });
  if (word.is === 'empty') await ctx.tx.auditWitness.update({ where: { key }, data: { seenAt } });
  else await takeAlarm(ctx, row, { alarm: word.is === 'unknown' ? 'unknown_checkpoint' : word.is, size: word.size, seenAt });
  return ok();
}

/** That the log is good is an event when it is the first time, or ends an alarm. */
async function takeGood(ctx: Ctx, row: AuditWitness, { note, size, seenAt }: { note: string; size: number; seenAt: Date }): Promise<Result<void>> {
  const { key } = row;
  await ctx.tx.auditWitness.update({ where: { key }, data: { note, size: BigInt(size), seenAt, alarm: null, alarmAt: null } });
  if (row.note !== null && row.alarm === null) return ok();
  await settle(ctx, 'audit_alarm', aboutOf(key));
  await record(ctx, { action: 'audit.witnessed', details: { witness: parseVerifierKey(key).name, size } });
  return ok();
}
