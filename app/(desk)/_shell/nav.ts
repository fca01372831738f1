export type RailIcon = 'queue' | 'cases' | 'reports' | 'referrals' | 'audit' | 'keys' | 'people' | 'breakGlass' | 'wellness' | 'hotlines' | 'retention';

/** A place that the rail leads to. */
export interface RailPlace {
  href: string;
  label: string;
  icon: RailIcon;
  /** The sequence that goes there. */
  keys?: string;
  /** Other addresses that belong to it, such as /review to the queue. */
  alsoUnder?: readonly string[];
}

export interface RailItem extends RailPlace {
  allowed: boolean;
  /** Why it is closed to this person. A closed item is shown with its reason; leave it out to hide it. */
  reason?: string | undefined;
}

/** The desk's places in the order of the rail; pages add who may enter. */
export const PLACES = {
  queue: { href: '/queue', label: 'Queue', icon: 'queue', keys: 'g q', alsoUnder: ['/review'] },
  cases: { href: '/cases', label: 'Cases', icon: 'cases', keys: 'g c', alsoUnder: ['/preserved'] },
  reports: { href: '/reports', label: 'Reports', icon: 'reports', keys: 'g r' },
  referrals: { href: '/referrals', label: 'Referrals', icon: 'referrals', keys: 'g f', alsoUnder: ['/agencies'] },
  retention: { href: '/retention', label: 'Retention', icon: 'retention', keys: 'g t' },
  wellness: { href: '/wellness', label: 'Wellness', icon: 'wellness', keys: 'g w' },
  audit: { href: '/audit', label: 'Audit', icon: 'audit', keys: 'g a' },
  people: { href: '/people', label: 'People', icon: 'people', keys: 'g p' },
  breakGlass: { href: '/break-glass', label: 'Break-glass', icon: 'breakGlass', keys: 'g b' },
  hotlines: { href: '/hotlines', label: 'Hotlines', icon: 'hotlines', keys: 'g h' },
  keys: { href: '/api-keys', label: 'API keys', icon: 'keys', keys: 'g k' },
} as const satisfies Record<RailIcon, RailPlace>;

/** Whether a path lies in a place. */
export function isWithin(path: string, place: RailPlace): boolean {
  return [place.href, ...(place.alsoUnder ?? [])].some((root) => path === root || path.startsWith(`${root}/`));
}
