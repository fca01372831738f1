'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input, TextArea } from '@/app/_ui/field';
import { FormDialog } from '@/app/_ui/form-dialog';
import { useToast } from '@/app/_ui/toast';
import { type AgencyKeyRow, type AgencyRow, KEY_KINDS, type KeyCheck } from '@/lib/referral/schema';
import { attempt } from '../../_components/attempt';
import { useRefresh } from '../../_live/live-refresh';
import { checkKey } from '../actions';
import { useLastTry } from './last-try';

interface CheckAloudProps {
  agency: Pick<AgencyRow, 'name' | 'contactName' | 'phone'>;
  agencyKey: AgencyKeyRow;
  disabledReason: string | undefined;
}

function differsWords({ triesLeft }: Extract<KeyCheck, { kind: 'differs' }>): string {
  return `This is not the key that was added. Have it read once more, slowly, and compare what you typed. ${triesLeft === 1 ? 'One try is' : `${triesLeft} tries are`} left before the key is retired.`;
}

/**
 * A second person has the agency read its key over the telephone and types it. What the desk holds is never shown
 * before, else it would be compared with itself.
 */
export function CheckAloud({ agency: { name, contactName, phone }, agencyKey: { id, kind, addedBy, asksNumber }, disabledReason }: CheckAloudProps) {
  const { notify } = useToast();
  const refresh = useRefresh();
  const [isOpen, setIsOpen] = useState(false);
  const [readBack, setReadBack] = useState('');
  const [numberFrom, setNumberFrom] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [wrongNumber, setWrongNumber] = useState<string>();
  const tellRetired = useLastTry();
  const [isPending, start] = useTransition();

  function change(isNext: boolean) {
    setIsOpen(isNext);
    if (isNext) return;
    setReadBack('');
    setNumberFrom('');
    setWrong(undefined);
    setWrongNumber(undefined);
  }

  function send() {
    start(async () => {
      const result = await attempt(() => checkKey({ keyId: id, readBack, numberFrom }));
      if (!result.ok) {
        const ofNumber = result.fields.find(({ field }) => field === 'numberFrom')?.message;
        const ofRest = result.fields.find(({ field }) => field !== 'numberFrom')?.message;
        setWrongNumber(ofNumber);
        setWrong(ofRest ?? (ofNumber === undefined ? result.message : undefined));
      } else if (result.value.kind === 'checked') {
        change(false);
        notify({ title: 'The key is checked', description: `Packages for ${name} can be sealed with it.` });
        refresh();
      } else if (result.value.kind === 'retired') {
        change(false);
        tellRetired(`${KEY_KINDS[kind].words} key of ${name}`);
        refresh();
      } else {
        setWrongNumber(undefined);
        setWrong(differsWords(result.value));
      }
    });
  }

  return (
    <>
      <Button size="sm" variant="primary" aria-label={`Check aloud the ${KEY_KINDS[kind].words} key of ${name}`} disabledReason={disabledReason} onClick={() => change(true)}>
        Check aloud…
      </Button>
      <FormDialog
        isOpen={isOpen}
        onOpenChange={change}
        title={`Check the ${KEY_KINDS[kind].words} key of ${name}`}
        description={
          <ol className="grid list-decimal gap-1 pl-4.5">
            {asksNumber ? (
              <li>
                Find their number yourself, on a page or in a list of theirs, call it and ask for {contactName}. {addedBy} added the key and set the number in the directory, {phone}: it alone does not do.
              </li>
            ) : (
              <li>
                Call <strong className="font-semibold text-text">{phone}</strong> and ask for {contactName}. Use this number, not one from a message or a letter.
              </li>
            )}
            <li>Ask them to read you their key, as they have it. Say nothing of it yourself.</li>
            <li>Type what you hear. {addedBy} added the key; what the desk has is not shown to you before.</li>
          </ol>
        }
        submitLabel="Compare"
        onSubmit={send}
        isPending={isPending}
      >
        {asksNumber && (
          <Field label="Where you found the number" hint="For example the authority’s own site. It is kept in the audit log." error={wrongNumber} isRequired>
            <Input name="numberFrom" value={numberFrom} maxLength={200} autoComplete="off" onChange={(event) => setNumberFrom(event.target.value)} />
          </Field>
        )}
        <Field label="What is read to you" hint={`${KEY_KINDS[kind].readAloud} Spaces, and whether letters are large or small, do not matter.`} error={wrong} isRequired>
          <TextArea name="readBack" rows={2} value={readBack} maxLength={2000} spellCheck={false} autoComplete="off" autoCapitalize="none" className="font-mono" onChange={(event) => setReadBack(event.target.value)} />
        </Field>
      </FormDialog>
    </>
  );
}
