import { Section } from '@/app/_ui/section';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { CallRow } from '@/lib/reporting';
import { CallOpener } from './call-opener';

const OUTCOMES: ReadonlyMap<string, string> = new Map(Object.entries({
  ok: 'Done',
  retry: 'Failed, and tried again',
  stop: 'Not let in',
  rejected: 'Refused',
  state: 'Stood otherwise there',
  aborted: 'Cut off by our own stop',
  wrong_checksum: 'Arrived changed',
  broken_seal: 'Our file did not open',
}));

/** Every call to the hotline, oldest first. What was said in one is opened on demand, and that is on record. */
export function CallsSection({ calls }: { calls: readonly CallRow[] }) {
  return (
    <Section title="Calls to the hotline" as="h2" end={calls.length > 0 && `${calls.length}`}>
      {calls.length === 0 ? (
        <p className="text-muted">None yet. Each call is kept with what was sent and what came back.</p>
      ) : (
        <Table caption="Calls to the hotline">
          <thead>
            <tr>
              <Th>Time (UTC)</Th>
              <Th>Call</Th>
              <Th>Outcome</Th>
              <Th>Took</Th>
              <Th>Status, code</Th>
              <Th>What was said</Th>
            </tr>
          </thead>
          <tbody>
            {calls.map((call) => (
              <Tr key={call.id} className="align-top">
                <Td isMuted>
                  <TimeText at={call.at} form="second" />
                </Td>
                <Td>{call.call}</Td>
                <Td isWrapping>
                  {OUTCOMES.get(call.outcome) ?? call.outcome}
                  {call.description !== null && <span className="block max-w-[44ch] text-sm text-muted">{call.description}</span>}
                </Td>
                <Td isMuted className="tabular-nums">
                  {call.durationMs.toLocaleString('en')} ms
                </Td>
                <Td isMuted className="tabular-nums">
                  {[call.httpStatus, call.responseCode].filter((part) => part !== null).join(', ') || 'no answer'}
                </Td>
                <Td>
                  <CallOpener call={call} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
