import type { Ctx, Tx, WellnessSettings } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';
import { settingsUnder } from './rules';
import { FLOORS, type Floors, HARM_NAMES, OWN_SETTINGS, type OwnSettings, type Settings } from './schema';

/** What nobody may be less strict about. */
export async function floorsOf(tx: Tx): Promise<Floors> {
  const row = await tx.wellnessFloors.findUnique({
    where: { id: 1 },
    select: { blur: true, isGrey: true, isMuted: true, isTextFolded: true, deskMinutes: true, unblurredMinutes: true, breakAfterMinutes: true, breakMinutes: true, calmMinutes: true },
  });
  return row ?? FLOORS;
}

function chosen(row: WellnessSettings): OwnSettings {
  const { blur, isGrey, isMuted, isTextFolded, timeZone, shiftStart: start, shiftEnd: end } = row;
  const optedOut = HARM_NAMES.filter((name) => row.optedOut.includes(name));
  return { blur, isGrey, isMuted, isTextFolded, optedOut, timeZone, shift: start === null || end === null ? null : { start, end } };
}

/** What everybody chose who did, by their ids; the days of a team are each person's own. */
export async function manySettings(tx: Tx): Promise<ReadonlyMap<string, OwnSettings>> {
  return new Map((await tx.wellnessSettings.findMany()).map((row) => [row.personId, chosen(row)]));
}

/** What holds for the caller: their own choice, never less strict than the floors. */
export async function settingsOf({ tx, actor }: Pick<Ctx<PersonActor>, 'tx' | 'actor'>): Promise<Settings> {
  const row = await tx.wellnessSettings.findUnique({ where: { personId: actor.id } });
  return settingsUnder(row ? chosen(row) : OWN_SETTINGS, await floorsOf(tx));
}
