import type { Metadata } from 'next';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { EmptyState } from '@/app/_ui/empty-state';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { Pane } from '../../_shell/panes';
import { TakeNext } from '../_components/take-next';

export const metadata: Metadata = { title: 'Queue' };

export default function QueuePage() {
  return (
    <Pane kind="stage" label="Work" bar={<Bar end={isTestMode() && <TestPill />}><BarTitle>Your desk</BarTitle></Bar>}>
      <EmptyState title="No item is open" action={<TakeNext />}>
        Take the most urgent item that nobody holds, or choose one from the list. What you take is yours alone while you work on it.
      </EmptyState>
    </Pane>
  );
}
