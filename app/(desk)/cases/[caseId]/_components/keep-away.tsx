'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Select } from '@/app/_ui/field';
import { useToast } from '@/app/_ui/toast';
import type { CaseWalls } from '@/lib/access/schema';
import { useRefresh } from '../../../_live/live-refresh';
import { keepAway } from '../actions';
import { AskWhy } from './ask-why';

interface KeepAwayProps {
  caseId: string;
  caseNumber: string;
  people: CaseWalls['people'];
  disabledReason: string | undefined;
}

/** Keeps a colleague away from the case, by name and with a reason. */
export function KeepAway({ caseId, caseNumber, people, disabledReason }: KeepAwayProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [personId, setPersonId] = useState('');
  const { notify } = useToast();
  const refresh = useRefresh();
  const chosen = people.find(({ id }) => id === personId);

  function done() {
    notify({ title: `${chosen?.name ?? 'The person'} is kept away from case ${caseNumber}` });
    setPersonId('');
    refresh();
  }

  return (
    <>
      <Button disabledReason={disabledReason} onClick={() => setIsOpen(true)}>
        Keep somebody away…
      </Button>
      <AskWhy
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Keep somebody away from case ${caseNumber}`}
        summary="For somebody who knows a person in it. To them the case no longer exists, nor do later cases of the same account; what they hold of it goes back to the queue. Earlier cases of the account are not covered."
        confirmLabel="Keep away"
        missing={chosen ? undefined : 'Choose the person first.'}
        act={(reason) => keepAway({ caseId, personId, reason })}
        onDone={done}
      >
        <Field label="Person" isRequired>
          <Select value={personId} onChange={(event) => setPersonId(event.target.value)}>
            <option value="">Choose…</option>
            {people.map(({ id, name, role }) => (
              <option key={id} value={id}>
                {name}, {role}
              </option>
            ))}
          </Select>
        </Field>
      </AskWhy>
    </>
  );
}
