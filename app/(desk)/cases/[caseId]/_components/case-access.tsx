import { EmptyState } from '@/app/_ui/empty-state';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { CaseWalls, WallRow } from '@/lib/access/schema';
import { KeepAway } from './keep-away';
import { LiftWall } from './lift-wall';

interface CaseAccessProps {
  caseId: string;
  caseNumber: string;
  /** Null for those who do not raise walls. */
  walls: CaseWalls | null;
  disabledReason: string | undefined;
}

/** Who is kept away from the case, since when and why, and who was. */
export function CaseAccess({ caseId, caseNumber, walls: found, disabledReason }: CaseAccessProps) {
  const { walls, people } = found ?? { walls: [], people: [] };
  const keepAway = <KeepAway caseId={caseId} caseNumber={caseNumber} people={people} disabledReason={disabledReason} />;
  if (walls.length === 0) {
    return (
      <EmptyState title={found ? 'Nobody is kept away' : 'For supervisors to see'} action={keepAway}>
        {found
          ? 'A colleague who knows somebody in this case should not see it. Keep them away here; they can also step back themselves.'
          : 'Supervisors see here who is kept away from this case. If you know somebody in it, step back yourself.'}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="flex justify-end border-b border-line px-3.5 py-2">{keepAway}</div>
      <Table caption="People kept away from this case">
        <thead>
          <tr>
            <Th>Person</Th>
            <Th>Since</Th>
            <Th>Why</Th>
            <Th>Now</Th>
          </tr>
        </thead>
        <tbody>
          {walls.map((wall) => (
            <Tr key={wall.id} className="align-top">
              <Td>
                <span className="font-medium">{wall.person}</span>
              </Td>
              <Td isMuted>
                <TimeText at={wall.since} />
                <span className="block text-sm">{wall.isOwnChoice ? 'stepped back' : `by ${wall.by}`}</span>
              </Td>
              <Td isMuted isWrapping>
                {wall.reason}
              </Td>
              <Td>{wall.lifted ? <Lifted lifted={wall.lifted} /> : <LiftWall wallId={wall.id} person={wall.person} caseNumber={caseNumber} />}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

function Lifted({ lifted: { at, by, reason } }: { lifted: NonNullable<WallRow['lifted']> }) {
  return (
    <div className="max-w-[40ch] whitespace-normal text-muted">
      Let back by {by}, <TimeText at={at} />
      <span className="block text-sm wrap-anywhere">{reason}</span>
    </div>
  );
}
