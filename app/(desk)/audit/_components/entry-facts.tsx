import Link from 'next/link';
import { Diff } from '@/app/_ui/diff';
import { Code, KeyValue } from '@/app/_ui/key-value';
import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import type { AuditRow } from '@/lib/audit';
import type { Target } from '@/lib/audit/schema';
import { hrefWith } from '../../_components/query';
import { detailsWords, targetWords } from '../entry-words';
import { Outcome } from './outcome';

const LINK = 'rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-current';

function Way({ to, children }: { to: Readonly<Record<string, string>>; children: string }) {
  return (
    <Link href={hrefWith('/audit', to)} prefetch={false} className={LINK}>
      {children}
    </Link>
  );
}

function TargetLine({ target }: { target: Target }) {
  return (
    <span className="block">
      <Way to={target.type === 'person' ? { about: target.id } : { target: target.id }}>{targetWords(target)}</Way>
      {target.type !== 'route' && (
        <span className="block">
          <Code>{target.id}</Code>
        </span>
      )}
    </span>
  );
}

/** What an entry says, with ways to what else is on record about each part of it. */
export function EntryFacts({ row }: { row: AuditRow }) {
  const { changes, rest } = detailsWords(row.details, row.action === 'person.role_changed' ? 'role' : 'state');
  const name = row.role ? `${row.actor}, ${row.role}` : row.actor;
  return (
    <>
      <Section title="What is on record">
        <KeyValue
          items={[
            { term: 'Person', value: row.actorId === null ? name : <Way to={{ about: row.actorId }}>{name}</Way> },
            { term: 'When', value: <TimeText at={row.at} form="full" /> },
            { term: 'Action', value: row.words },
            ...(row.targets.length > 0 ? [{ term: 'Of', value: row.targets.map((target) => <TargetLine key={`${target.type} ${target.id}`} target={target} />) }] : []),
            ...(row.reason === null ? [] : [{ term: 'Reason', value: row.reason }]),
            { term: 'Outcome', value: <Outcome outcome={row.outcome} /> },
            ...(row.caseId === null ? [] : [{ term: 'Case', value: <Way to={{ case: row.caseId }}>Everything on this case</Way> }]),
            ...(row.itemId === null ? [] : [{ term: 'Item', value: <Code>{row.itemId}</Code> }]),
            { term: 'Request', value: <Code>{row.requestId}</Code> },
            ...(row.sessionId === null ? [] : [{ term: 'Session', value: <Code>{row.sessionId}</Code> }]),
            { term: 'Event', value: <Code>{row.id}</Code> },
          ]}
        />
      </Section>
      {changes.length > 0 && (
        <Section title="What changed">
          <Diff changes={changes} />
        </Section>
      )}
      {rest.length > 0 && (
        <Section title="Details">
          <KeyValue items={rest.map(({ term, value }) => ({ term, value }))} />
        </Section>
      )}
    </>
  );
}
