import { EmptyState } from '@/app/_ui/empty-state';
import { Pill } from '@/app/_ui/pill';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { PlatformWebhookRow } from '@/lib/reporting';
import { Webhook } from './webhook';

const LAST = { delivered: 'Delivered', waiting: 'On its way', stuck: 'Stuck' } as const;

function Last({ last }: PlatformWebhookRow) {
  if (!last) return <>None yet</>;
  return (
    <div className="max-w-[40ch] whitespace-normal">
      <span className={last.state === 'stuck' ? 'text-high' : undefined}>{LAST[last.state]}</span>, <TimeText at={last.at} />
      {last.problem && <span className="block text-sm wrap-anywhere">{last.problem}</span>}
    </div>
  );
}

/** Every platform, with where it is told and how the last notice went. */
export function WebhooksTable({ webhooks, manageOff }: { webhooks: readonly PlatformWebhookRow[]; manageOff: string | undefined }) {
  if (webhooks.length === 0) return <EmptyState title="No platforms yet">A platform is listed here once it has sent something.</EmptyState>;
  return (
    <Table caption="Where platforms are told">
      <thead>
        <tr>
          <Th>Platform</Th>
          <Th>State</Th>
          <Th>Address</Th>
          <Th>Signing secret</Th>
          <Th>Last notice</Th>
          <Th><span className="sr-only">What can be done</span></Th>
        </tr>
      </thead>
      <tbody>
        {webhooks.map((row) => (
          <Tr key={row.platform} className="align-top">
            <Td isWrapping className="font-medium">{row.platform}</Td>
            <Td>{row.isOn ? <Pill tone="ok">Told</Pill> : <Pill>Not told</Pill>}</Td>
            <Td isMuted isWrapping className="min-w-48">{row.address ?? 'None yet'}</Td>
            <Td isMuted>{row.set ? <>Set<span className="block text-sm">last changed <TimeText at={row.set.at} /> by {row.set.by ?? 'somebody'}</span></> : 'None yet'}</Td>
            <Td isMuted><Last {...row} /></Td>
            <Td><Webhook row={row} disabledReason={manageOff} /></Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
