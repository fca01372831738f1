const SILENT_AFTER_MIN = 10;
const MINUTE_MS = 60_000;

/** Whole minutes that a witness has said nothing for; undefined while it is not called silent. */
export function silentFor(heardAt: Date, now: Date): number | undefined {
  const minutes = Math.floor((now.getTime() - heardAt.getTime()) / MINUTE_MS);
  return minutes >= SILENT_AFTER_MIN ? minutes : undefined;
}
