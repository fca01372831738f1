import { createPerson } from '@/lib/access';
import type { Ctx, Tx } from '@/lib/db';
import { type PersonActor, type Role, manualClock, randomIds } from '@/lib/kernel';
import { must } from './must';

const MINUTE = 60_000;
/** Before anybody of them did anything. The audit log has the time of its writing: so nothing is set back for long. */
const ADDED_MINUTES_AGO = 20;

/** By what their address begins with. */
const PEOPLE = {
  moderator: ['Robin Vale', 'moderator'],
  moderator2: ['Sam Okoro', 'moderator'],
  supervisor: ['Noa Lindqvist', 'supervisor'],
  liaison: ['Ira Castellan', 'liaison'],
  auditor: ['Toni Abara', 'auditor'],
  admin: ['Kim Sorel', 'admin'],
} as const satisfies Record<string, readonly [displayName: string, role: Role]>;
type Who = keyof typeof PEOPLE;
const NAMES = Object.keys(PEOPLE) as Who[];
export const PEOPLE_COUNT = NAMES.length;

/** Somebody of the demo as they stood at the desk so many minutes ago. */
export type As = (who: Who, minutesAgo: number) => Ctx<PersonActor>;

/** Adds the demo's people, all with one password. @returns how to act as one of them, in the same transaction. */
export async function addPeople(tx: Tx, { passwordHash, now }: { passwordHash: string; now: Date }): Promise<As> {
  const at = (minutesAgo: number) => ({ tx, clock: manualClock(new Date(now.getTime() - minutesAgo * MINUTE)), ids: randomIds, requestId: randomIds.next() });
  const actors = new Map<Who, PersonActor>();
  for (const who of NAMES) {
    const [displayName, role] = PEOPLE[who];
    const { id } = must(await createPerson({ ...at(ADDED_MINUTES_AGO), actor: { kind: 'system', name: 'demo' } }, { email: `${who}@example.com`, displayName, role, passwordHash, isDemo: true }));
    const { pseudonym } = await tx.person.findUniqueOrThrow({ where: { id } });
    actors.set(who, { kind: 'person', id, name: pseudonym, role, sessionId: randomIds.next(), verifiedAt: now });
  }
  return (who, minutesAgo) => {
    const actor = actors.get(who);
    if (!actor) throw new Error(`The demo has no ${who}.`);
    return { ...at(minutesAgo), actor };
  };
}
