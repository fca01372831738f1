import type { ReactNode } from 'react';
import { openQueue } from '@/lib/queue';
import { queueInput } from '@/lib/queue/schema';
import { read } from '@/lib/web';
import { ThreePane } from '../_shell/panes';
import { QueuePane } from './_components/queue-pane';

const readQueue = read({ permission: 'queue.read', input: queueInput, run: openQueue });

/** The queue stays beside whatever is being reviewed; pages fill stage and panel. */
export default async function WorkLayout({ children }: { children: ReactNode }) {
  const initial = await readQueue({ view: 'next' });
  return <ThreePane list={<QueuePane initial={initial} />} stage={children} panel={null} />;
}
