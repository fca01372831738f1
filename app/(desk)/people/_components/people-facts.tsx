import { Fact, Facts } from '@/app/_ui/facts';
import { type PeoplePage, seesContent } from '@/lib/access/schema';
import { ROLES, type Role } from '@/lib/kernel/actor';

const MANY: Record<Role, string> = { moderator: 'Moderators', supervisor: 'Supervisors', liaison: 'Liaisons', auditor: 'Auditors', admin: 'Admins' };

/** How many people can reach content, by role, before anything else: 18 USC 2258B(c) asks to keep that number small. */
export async function PeopleFacts({ people }: { people: Promise<PeoplePage> }) {
  const { active, byBreakGlass } = await people;
  const sum = (roles: readonly Role[]) => roles.reduce((total, role) => total + active[role], 0);
  const reaching = sum(ROLES.filter(seesContent)) + byBreakGlass;
  return (
    <Facts label="How many have access" kind="strip">
      <Fact label="Can reach content" value={`${reaching} of ${sum(ROLES)} people`} detail={byBreakGlass > 0 ? `${byBreakGlass} by break-glass` : 'As few as the work allows'} />
      {ROLES.map((role) => (
        <Fact key={role} label={MANY[role]} value={active[role]} detail={seesContent(role) ? 'Reach content' : 'See no content'} />
      ))}
    </Facts>
  );
}
