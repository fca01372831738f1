import { LinkTabs } from '@/app/_ui/link-tabs';

/** Between the referrals and whom they go to. */
export function Places({ current }: { current: 'referrals' | 'agencies' }) {
  return (
    <LinkTabs
      label="Referrals and agencies"
      tabs={[
        { href: '/referrals', label: 'Referrals', isCurrent: current === 'referrals' },
        { href: '/agencies', label: 'Agencies', isCurrent: current === 'agencies' },
      ]}
    />
  );
}
