import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type FieldError, type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { looser } from './rules';
import { BLURS, type Floors, type SettingsInput, type Viewing } from './schema';
import { floorsOf } from './settings';

const least = (name: keyof Viewing, floors: Floors): FieldError => ({
  field: name,
  message: name === 'blur' ? `At least “${BLURS[floors.blur].toLowerCase()}” for everybody here` : 'This is on for everybody here',
});

/** Keeps one's own settings. Stricter than the floors is always possible; less strict is refused, naming each field. */
export async function saveSettings(ctx: Ctx<PersonActor>, { shift, ...input }: SettingsInput): Promise<Result<void>> {
  const floors = await floorsOf(ctx.tx);
  const below = looser(input, floors);
  if (below.length > 0) {
    return fail('invalid', 'Less strict than an admin allows, so nothing was changed. Your settings are as they were.', below.map((name) => least(name, floors)));
  }
  const personId = ctx.actor.id;
  const row = { ...input, shiftStart: shift?.start ?? null, shiftEnd: shift?.end ?? null, updatedAt: ctx.clock.now() };
  await ctx.tx.wellnessSettings.upsert({ where: { personId }, create: { personId, ...row }, update: row });
  // That they changed is on record; what somebody cannot bear to see is theirs alone.
  await record(ctx, { action: 'wellness.settings_changed', details: {} });
  return ok();
}
