import { LinkTabs } from '@/app/_ui/link-tabs';
import { type Permission, can } from '@/lib/access/schema';
import type { Role } from '@/lib/kernel';

const TABS = [
  { href: '/wellness', label: 'Your week and settings', permission: 'wellness.own' },
  { href: '/wellness/team', label: 'Team', permission: 'wellness.team' },
  { href: '/wellness/floors', label: 'For everybody', permission: 'wellness.floors' },
] as const satisfies readonly { href: string; label: string; permission: Permission }[];

/** The ways within the place, as far as they are open to the person; nothing where there is only one. */
export function WellnessTabs({ role, current }: { role: Role; current: (typeof TABS)[number]['href'] }) {
  const open = TABS.filter(({ permission }) => can(role, permission));
  if (open.length < 2) return null;
  return <LinkTabs label="Wellness" tabs={open.map(({ href, label }) => ({ href, label, isCurrent: href === current }))} />;
}
