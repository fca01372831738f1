import { raiseWhile, settle } from '@/lib/alerts';
import { checkWord, parseVerifierKey, record } from '@/lib/audit';
import type { LogAlarm } from '@/lib/audit/schema';
import type { Ctx, AuditWitness } from '@/lib/db';
import { type Result, config, fail, ok } from '@/lib/kernel';
import type { WitnessWord } from '../schema';
import { aboutOf } from './about';

/** The witness's row, made when it speaks for the first time, and held until the transaction ends. */
async function rowOf({ tx }: Ctx, key: string): Promise<AuditWitness> {
  await tx.auditWitness.createMany({ data: [{ key }], skipDuplicates: true });
  await tx.$queryRaw`SELECT 1 FROM "AuditWitness" WHERE "key" = ${key} FOR UPDATE`;
  return tx.auditWitness.findUniqueOrThrow({ where: { key } });
}

/** An alarm is an event and an alert when it is new; while it stays, only that the witness was heard. */
async function takeAlarm(ctx: Ctx, row: AuditWitness, alarm: LogAlarm, size: number): Promise<void> {
  const { key, alarm: before } = row;
  const [{ name }, seenAt] = [parseVerifierKey(key), ctx.clock.now()];
  await ctx.tx.auditWitness.update({ where: { key }, data: before === alarm ? { seenAt } : { seenAt, alarm, alarmAt: seenAt } });
  if (before === alarm) return;
  await record(ctx, { action: 'audit.alarm', outcome: 'failed', details: { alarm, witness: name, size } });
  // Another alarm of the same witness is another alert: what the first one said no longer holds.
  await settle(ctx, 'audit_alarm', aboutOf(key));
  await raiseWhile(ctx, 'audit_alarm', aboutOf(key), { alarm, witness: name, size });
}

/**
 * Takes a witness's word. That the log is good counts only over its signature on a checkpoint of ours, newer than what
 * it signed before, so that an old word cannot be sent again to end an alarm; an alarm counts without one, since what
 * it is about may have no checkpoint. Ordinary words are not events: they come every few seconds and change nothing.
 */
export async function hearWitness(ctx: Ctx, { witness: key, alarm, note, size }: WitnessWord): Promise<Result<void>> {
  if (!config().AUDIT_WITNESS_KEYS.includes(key)) return fail('forbidden', 'This witness is none of those that AUDIT_WITNESS_KEYS names.');
  const verifier = parseVerifierKey(key);
  const row = await rowOf(ctx, key);
  const checked = note === null ? null : await checkWord(ctx.tx, verifier, note);
  if (checked?.is === 'wrong') return fail('unprocessable', `${checked.words} Nothing of it was kept.`);
  await settle(ctx, 'witness_silent', aboutOf(key));
  if (alarm || checked?.is === 'unknown') {
    await takeAlarm(ctx, row, alarm ?? 'unknown_checkpoint', checked?.size ?? size);
    return ok();
  }
  const seenAt = ctx.clock.now();
  if (!checked) {
    await ctx.tx.auditWitness.update({ where: { key }, data: { seenAt } });
    return ok();
  }
  const last = row.note === null ? null : await checkWord(ctx.tx, verifier, row.note);
  const lastAt = last && 'signedAt' in last ? last.signedAt.getTime() : 0;
  const isOlder = checked.signedAt.getTime() < lastAt || checked.size < Number(row.size);
  if (isOlder || (row.alarm !== null && checked.signedAt.getTime() === lastAt)) return fail('conflict', 'This witness has signed a newer word. Nothing of this one was kept.');
  await ctx.tx.auditWitness.update({ where: { key }, data: { note, size: BigInt(checked.size), seenAt, alarm: null, alarmAt: null } });
  if (row.note !== null && row.alarm === null) return ok();
  await settle(ctx, 'audit_alarm', aboutOf(key));
  await record(ctx, { action: 'audit.witnessed', details: { witness: verifier.name, size: checked.size } });
  return ok();
}
