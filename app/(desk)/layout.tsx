import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { THEME_COOKIE, readTheme } from '@/app/_ui/theme';
import { companyName, demoPeople, describeSession } from '@/lib/access';
import { type Permission, can, whyNot } from '@/lib/access/schema';
import { systemClock } from '@/lib/kernel';
import { currentSession, toSignIn } from '@/lib/web';
import { Notices } from './_alerts/notices';
import { PLACES } from './_shell/nav';
import { Shell } from './_shell/shell';

const ENTRANCES: readonly { place: (typeof PLACES)[keyof typeof PLACES]; permission: Permission }[] = [
  { place: PLACES.queue, permission: 'queue.read' },
  { place: PLACES.cases, permission: 'case.read' },
  { place: PLACES.reports, permission: 'report.read' },
  { place: PLACES.retention, permission: 'retention.read' },
  { place: PLACES.referrals, permission: 'referral.read' },
  { place: PLACES.wellness, permission: 'wellness.own' },
  { place: PLACES.audit, permission: 'audit.read' },
  { place: PLACES.people, permission: 'people.read' },
  { place: PLACES.breakGlass, permission: 'break_glass.read' },
  { place: PLACES.hotlines, permission: 'hotline.read' },
  { place: PLACES.keys, permission: 'api_key.read' },
];

/** The frame around every page behind sign-in. Each page and action still checks for itself. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const found = (await currentSession()) ?? (await toSignIn());
  const person = found.actor;
  // Who sets the floors has no exposure of their own to look at: for them the place begins with the floors.
  const entrances = ENTRANCES.map((each) => (each.place === PLACES.wellness && can(person.role, 'wellness.floors') ? { place: { ...PLACES.wellness, href: '/wellness/floors' }, permission: 'wellness.floors' as const } : each));
  const items = entrances.map(({ place, permission }) => ({
    ...place,
    allowed: can(person.role, permission),
    reason: whyNot(person.role, permission) ?? undefined,
  }));
  const role = person.role[0]?.toUpperCase() + person.role.slice(1);
  return (
    <Shell
      items={items}
      user={{ name: person.name, initials: person.name.slice(0, 2), role }}
      theme={readTheme((await cookies()).get(THEME_COOKIE)?.value)}
      session={describeSession(systemClock, found)}
      company={companyName()}
      // The person's own account alone: over a locked desk nobody else's is to be chosen.
      demoPeople={(await demoPeople()).filter(({ pseudonym }) => pseudonym === person.name)}
    >
      <Notices person={person}>{children}</Notices>
    </Shell>
  );
}
