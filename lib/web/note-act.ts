import { touchSession } from '@/lib/access';
import { can } from '@/lib/access/schema';
import { type PersonActor, systemClock } from '@/lib/kernel';
import { noteMinute } from '@/lib/wellness';

/** A person did something by themselves: their idle time begins anew, and of reviewers it counts as a minute at the desk. */
export async function noteAct({ id, role, sessionId }: PersonActor): Promise<void> {
  await touchSession(systemClock, sessionId);
  if (can(role, 'wellness.own')) await noteMinute(systemClock, id);
}
