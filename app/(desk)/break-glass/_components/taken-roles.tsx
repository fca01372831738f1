import Link from 'next/link';
import { EmptyState } from '@/app/_ui/empty-state';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import { type BreakGlassList, type BreakGlassRow, can, whyNot } from '@/lib/access/schema';
import type { Role } from '@/lib/kernel';
import { Paging } from '../../_components/paging';
import { hrefWith } from '../../_components/query';
import { GiveBack } from './give-back';
import { SignOff } from './sign-off';

interface Viewer {
  role: Role;
  isByBreakGlass: boolean;
}

interface TakenRolesProps {
  list: Promise<BreakGlassList>;
  before: string | undefined;
  viewer: Viewer;
}

function whyNotSignOff({ isRunning, isOwn }: BreakGlassRow, { role, isByBreakGlass }: Viewer): string | undefined {
  const off = whyNot(role, 'break_glass.sign_off');
  if (off) return off;
  if (isByBreakGlass) return 'You hold this role by break-glass yourself.';
  if (isOwn) return 'Nobody signs off a role that they took themselves.';
  return isRunning ? 'It still runs. Sign it off once it is over.' : undefined;
}

/** What that person did in those days: the trail filters by day. */
const trailHref = ({ personId, startedAt, endsAt }: BreakGlassRow) => hrefWith('/audit', { person: personId, from: startedAt.slice(0, 10), to: endsAt.slice(0, 10) });

/** The roles that were taken: first those that nobody has signed off, then the rest, newest first. */
export async function TakenRoles({ list, before, viewer }: TakenRolesProps) {
  const { rows, unsigned, next } = await list;
  const isTaker = can(viewer.role, 'break_glass.use');
  if (rows.length === 0) {
    return (
      <EmptyState title="No role was taken">
        {isTaker ? 'Roles that you take are listed here, until a supervisor has signed them off and after.' : 'When an admin takes a content role, it is listed here until a supervisor has signed it off, and after.'}
      </EmptyState>
    );
  }
  return (
    <>
      <p className="border-b border-line px-4.5 py-2.5 text-muted">
        {unsigned === 0 ? 'Everything is signed off.' : `${unsigned} ${unsigned === 1 ? 'waits' : 'wait'} for a supervisor’s signature.`}
      </p>
      <Table caption="Roles that were taken">
        <thead>
          <tr>
            <Th>Person</Th>
            <Th>Role</Th>
            <Th>From</Th>
            <Th>Until</Th>
            <Th>Reason</Th>
            {can(viewer.role, 'audit.read') && <Th>What was done</Th>}
            <Th>Signed off</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.id}>
              <Td className="font-medium">{row.pseudonym}</Td>
              <Td>{row.role}</Td>
              <Td isMuted>
                <TimeText at={row.startedAt} />
              </Td>
              <Td isMuted>
                <TimeText at={row.endsAt} />
                {row.isRunning && <span className="ml-2 text-high">Running</span>}
              </Td>
              <Td isWrapping className="min-w-48">
                {row.reason}
              </Td>
              {can(viewer.role, 'audit.read') && (
                <Td>
                  <Link href={trailHref(row)} prefetch={false} className="text-accent underline underline-offset-2">
                    Audit trail<span className="sr-only"> of {row.pseudonym} from {row.startedAt.slice(0, 10)}</span>
                  </Link>
                </Td>
              )}
              <Td isWrapping className="min-w-40">
                {row.signedOff ? <Signed signedOff={row.signedOff} /> : isTaker ? <Waiting row={row} /> : <SignOff id={row.id} pseudonym={row.pseudonym} role={row.role} disabledReason={whyNotSignOff(row, viewer)} />}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <Paging newer={before === undefined ? undefined : '/break-glass'} older={next === null ? undefined : hrefWith('/break-glass', { before: next })} />
    </>
  );
}

function Signed({ signedOff: { at, by, note } }: { signedOff: NonNullable<BreakGlassRow['signedOff']> }) {
  return (
    <span className="text-muted">
      <span className="text-ok">Signed off</span> by {by}, <TimeText at={at} />
      {note !== null && <span className="block">{note}</span>}
    </span>
  );
}

function Waiting({ row }: { row: BreakGlassRow }) {
  return row.isRunning ? <GiveBack id={row.id} role={row.role} /> : <span className="text-muted">Not yet</span>;
}
