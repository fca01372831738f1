'use client';
import { Button } from '@/app/_ui/button';
import { Section } from '@/app/_ui/section';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { OwnSession } from '@/lib/access/schema';
import { endOne, endOthers } from '../actions';
import { useAct } from './use-act';

/** Where the person is signed in now; any other session can be ended from here. */
export function Sessions({ sessions }: { sessions: readonly OwnSession[] }) {
  const { error, isPending, run } = useAct();
  const others = sessions.filter(({ isThis }) => !isThis);
  return (
    <Section as="h2" title="Where you are signed in">
      <p className="mb-3 max-w-[72ch] text-muted">What you do not know is perhaps not you: end it, then change your password. What is open there locks at once.</p>
      <p role="alert" className="mb-2 text-imminent empty:hidden">
        {error}
      </p>
      <div className="-mx-4 mb-3">
        <Table caption="Your sessions">
          <thead>
            <tr>
              <Th>Device</Th>
              <Th>Address</Th>
              <Th>Since</Th>
              <Th>Last active</Th>
              <Th>
                <span className="sr-only">End</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {sessions.map(({ id, device, address, createdAt, lastSeenAt, isThis }) => (
              <Tr key={id} isCurrent={isThis}>
                <Td className="font-medium">{device}</Td>
                <Td isMuted>{address ?? 'Not known'}</Td>
                <Td isMuted>
                  <TimeText at={createdAt} />
                </Td>
                <Td isMuted>
                  <TimeText at={lastSeenAt} />
                </Td>
                <Td className="text-right">
                  {isThis ? (
                    <span className="text-ok">This one</span>
                  ) : (
                    <Button size="sm" aria-label={`End the session on ${device}`} isPending={isPending} onClick={() => run(() => endOne({ sessionId: id }), 'The session is ended', () => undefined)}>
                      End
                    </Button>
                  )}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
      <Button
        isPending={isPending}
        disabledReason={others.length === 0 ? 'There is no other session.' : undefined}
        onClick={() => run(() => endOthers({}), 'All other sessions are ended', () => undefined)}
      >
        End all others
      </Button>
    </Section>
  );
}
