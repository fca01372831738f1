import { db } from '@/lib/db';
import { type Clock, log, traceOf } from '@/lib/kernel';
import { MINUTE_MS, minuteOf } from './rules';

/** Who has been noted by this process in the current minute: one statement a person and minute is enough. */
const noted = { minute: 0, people: new Set<string>() };

/**
 * Notes that a person did something at the desk in this minute. Apart from what they did, and never in its way: a minute
 * that could not be noted is logged and forgotten.
 */
export async function noteMinute(clock: Clock, personId: string): Promise<void> {
  const minute = minuteOf(clock.now());
  if (noted.minute !== minute) {
    noted.minute = minute;
    noted.people.clear();
  }
  if (noted.people.has(personId)) return;
  noted.people.add(personId);
  try {
    await db().deskMinute.createMany({ data: [{ personId, minute: new Date(minute * MINUTE_MS) }], skipDuplicates: true });
  } catch (error) {
    noted.people.delete(personId);
    log.warn({ error: traceOf(error) }, 'a minute at the desk was not noted');
  }
}
