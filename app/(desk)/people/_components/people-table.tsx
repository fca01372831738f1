import Link from 'next/link';
import { buttonClass } from '@/app/_ui/button-class';
import { EmptyState } from '@/app/_ui/empty-state';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import { PERSON_STATES, type PeoplePage, type PersonRow, type PersonState } from '@/lib/access/schema';
import { factorWords, stateDetail } from '../person-words';
import { PersonMenu } from './person-menu';

const TONES: Record<PersonState, string> = { active: 'text-ok', invited: 'text-accent', reset: 'text-high', disabled: 'text-muted' };

interface PeopleTableProps {
  people: Promise<PeoplePage>;
  isFiltered: boolean;
}

/** Everybody who has or had access, disabled ones last. */
export async function PeopleTable({ people, isFiltered }: PeopleTableProps) {
  const { rows, now } = await people;
  if (rows.length === 0) {
    return (
      <EmptyState title="Nobody matches" action={isFiltered && <Link href="/people" prefetch={false} className={buttonClass()}>Show everybody</Link>}>
        Take away a filter, or search for a part of a pseudonym, name or e-mail address.
      </EmptyState>
    );
  }
  return (
    <Table caption="People">
      <thead>
        <tr>
          <Th>Pseudonym</Th>
          <Th>Name and e-mail</Th>
          <Th>Role</Th>
          <Th>State</Th>
          <Th>Last sign-in</Th>
          <Th>Second factors</Th>
          <Th>Sessions</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((person) => (
          <PersonLine key={person.id} person={person} now={now} />
        ))}
      </tbody>
    </Table>
  );
}

function PersonLine({ person, now }: { person: PersonRow; now: string }) {
  const detail = stateDetail(person, now);
  const isUnguarded = person.state === 'active' && person.passkeys === 0 && !person.hasApp && !person.isOfDemo;
  return (
    <Tr>
      <Td className="font-medium">
        {person.pseudonym}
        {person.isSelf && <span className="font-normal text-muted"> (you)</span>}
      </Td>
      <Td isWrapping className="min-w-44">
        {person.displayName}
        <span className="block text-sm text-muted">{person.email}</span>
      </Td>
      <Td>
        {(person.role[0]?.toUpperCase() ?? '') + person.role.slice(1)}
        <span className="block text-sm text-muted">{person.seesContent ? 'Reaches content' : 'Sees no content'}</span>
      </Td>
      <Td isWrapping className="min-w-36">
        <span className={TONES[person.state]}>{PERSON_STATES[person.state]}</span>
        {detail !== '' && <span className="block text-sm text-muted">{detail}</span>}
      </Td>
      <Td isMuted isWrapping className="min-w-24">
        {person.lastSignInAt ? <TimeText at={person.lastSignInAt} /> : 'Never'}
      </Td>
      <Td isWrapping className={isUnguarded ? 'min-w-32 text-high' : 'min-w-32 text-muted'}>
        {factorWords(person)}
      </Td>
      <Td isMuted className="tabular-nums">
        {person.openSessions === 0 ? 'None' : person.openSessions}
      </Td>
      <Td className="text-right">
        <PersonMenu person={person} />
      </Td>
    </Tr>
  );
}
