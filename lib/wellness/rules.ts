import { shiftAt } from './local-time';
import { BLUR_NAMES, type Caps, type Floors, type Harm, type OwnSettings, type Settings, type Viewing } from './schema';

export const MINUTE_MS = 60_000;

/** Two acts less than this far apart, in minutes, were made without leaving the desk: somebody looked or read in between. */
const AT_DESK_GAP = 5;

/** The fields in which a choice is less strict than the floors. */
export function looser(own: Viewing, floors: Viewing): (keyof Viewing)[] {
  const rank = ({ blur }: Viewing) => BLUR_NAMES.indexOf(blur);
  const flags = (['isGrey', 'isMuted', 'isTextFolded'] as const).filter((name) => floors[name] && !own[name]);
  return [...(rank(own) < rank(floors) ? (['blur'] as const) : []), ...flags];
}

/** What holds: the person's choice, and the floors where they are stricter. */
export function settingsUnder(own: OwnSettings, { blur, isGrey, isMuted, isTextFolded, ...caps }: Floors): Settings {
  const floors = { blur, isGrey, isMuted, isTextFolded };
  const raised = Object.fromEntries(looser(own, floors).map((name) => [name, floors[name]])) as Partial<Viewing>;
  return { ...own, ...raised, caps };
}

/** The harms of an item as rules see them: an item of before they were noted counts as `other`. */
function harmsSeen(harms: readonly string[]): readonly string[] {
  return harms.length > 0 ? harms : ['other'];
}

/** Of an item's harms those that a person asked not to be given. */
export function spared(optedOut: readonly Harm[], harms: readonly string[]): Harm[] {
  return optedOut.filter((harm) => harmsSeen(harms).includes(harm));
}

/** Minutes are numbers since 1970, as all of the following take them, in order and each once. */
export const minuteOf = (at: Date): number => Math.floor(at.getTime() / MINUTE_MS);

/** How many minutes somebody was at the desk who acted in these: those in between count where they are few. */
export function deskMinutes(acts: readonly number[]): number {
  return acts.reduce((sum, act, index) => {
    const since = act - (acts[index - 1] ?? -Infinity);
    return sum + (since < AT_DESK_GAP ? since : 1);
  }, 0);
}

/**
 * Since which minute somebody has worked without a pause of `breakMinutes`; null when such a pause is over or going on
 * long enough.
 */
export function workSince(acts: readonly number[], now: number, { breakMinutes }: Pick<Caps, 'breakMinutes'>): number | null {
  const last = acts.at(-1);
  if (last === undefined || now - last >= breakMinutes) return null;
  const afterPause = acts.findLastIndex((act, index) => act - (acts[index - 1] ?? -Infinity) >= breakMinutes);
  return acts[Math.max(afterPause, 0)] ?? null;
}

/** Whether it is time for a break, by the acts of the last hours. */
export function isBreakDue(acts: readonly number[], now: number, caps: Pick<Caps, 'breakMinutes' | 'breakAfterMinutes'>): boolean {
  const since = workSince(acts, now, caps);
  return since !== null && now - since >= caps.breakAfterMinutes;
}

/** When the shift ends whose last minutes are to be calm; null outside of them, and for who named no shift. */
export function calmUntil({ timeZone, shift, caps }: Settings, now: Date): Date | null {
  const running = shift && shiftAt(timeZone, shift, now);
  return running && running.end.getTime() - now.getTime() <= caps.calmMinutes * MINUTE_MS ? running.end : null;
}
