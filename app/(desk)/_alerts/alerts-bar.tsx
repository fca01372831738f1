'use client';
import { useState } from 'react';
import { useToast } from '@/app/_ui/toast';
import type { AlertList } from '@/lib/alerts/schema';
import { attempt } from '../_components/attempt';
import { useLatest } from '../_live/use-latest';
import { acknowledgeAlert } from './actions';
import { AlertRow } from './alert-row';
import { BannerRow } from './banner-row';

/** What the person's role has to know, above every page until one of them acknowledges it or it is over. Live, and read out once. */
export function AlertsBar({ initial }: { initial: AlertList }) {
  const { value } = useLatest('/api/alerts', initial, ['access']);
  const [gone, setGone] = useState<readonly string[]>([]);
  const { notify } = useToast();
  const lines = value.lines.filter(({ id }) => !gone.includes(id));
  const total = value.total - (value.lines.length - lines.length);
  const more = total - lines.length;

  async function answer(alertId: string) {
    const result = await attempt(() => acknowledgeAlert({ alertId }));
    if (result.ok) setGone((before) => [...before, alertId]);
    else notify({ title: 'Not acknowledged', description: result.message });
  }

  return (
    <section aria-label="Alerts">
      <div role="status">
        {value.banners.map((banner) => (
          <BannerRow key={banner.id} banner={banner} />
        ))}
        {lines.length > 0 && (
          <ul className="border-b border-line-strong bg-surface">
            {lines.map((line) => (
              <AlertRow key={line.id} line={line} onAcknowledge={() => answer(line.id)} />
            ))}
            {more > 0 && <li className="px-4.5 py-1.5 text-sm text-muted">{more} more, shown when these are acknowledged</li>}
          </ul>
        )}
      </div>
    </section>
  );
}
