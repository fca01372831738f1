'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { ChipGroup } from '@/app/_ui/chip-group';
import { Field, Select } from '@/app/_ui/field';
import { FormDialog } from '@/app/_ui/form-dialog';
import { useToast } from '@/app/_ui/toast';
import type { RuleLine } from '@/lib/reporting';
import { REPORTED_HARMS } from '@/lib/reporting/schema';
import { OUTCOMES } from '@/lib/review/schema';
import { saveRule } from '../actions';
import { useDialogAct } from '../../_components/use-dialog-act';

interface ApprovalRuleProps {
  /** The line to change; without one, a rule of its own for one of `hotlines`. */
  rule?: RuleLine;
  hotlines?: readonly { readonly id: string; readonly name: string }[];
  disabledReason: string | undefined;
}

type Asked = 'forKnown' | 'forNovel';
const ASKED: readonly { value: Asked; label: string }[] = [{ value: 'forNovel', label: 'New material' }, { value: 'forKnown', label: 'Known material' }];

/** Says for one hotline and harm whether a second person has to agree. */
export function ApprovalRule({ rule, hotlines = [], disabledReason }: ApprovalRuleProps) {
  const { notify } = useToast();
  const [hotline, setHotline] = useState(rule?.hotline ?? hotlines[0]?.id ?? '');
  const [harm, setHarm] = useState<RuleLine['harm']>(rule?.harm ?? REPORTED_HARMS[0]);
  const [asked, setAsked] = useState<readonly Asked[]>([]);
  const { isOpen, open, isPending, error, submit } = useDialogAct(
    () => saveRule({ hotline, harm, forKnown: asked.includes('forKnown'), forNovel: asked.includes('forNovel') }),
    () => notify({ title: 'The rule is saved', description: 'It holds for reports that are asked for from now on.' }),
  );

  function begin() {
    setAsked([...(rule?.forNovel ?? true ? ['forNovel' as const] : []), ...(rule?.forKnown ? ['forKnown' as const] : [])]);
    open(true);
  }

  const name = rule ? `${rule.name}, ${OUTCOMES[rule.harm]}` : undefined;
  return (
    <>
      <Button size="sm" aria-label={name && `Change the rule for ${name}`} disabledReason={disabledReason} onClick={begin}>
        {rule ? 'Change…' : 'A rule for one hotline…'}
      </Button>
      <FormDialog
        isOpen={isOpen}
        onOpenChange={open}
        title={name ?? 'A rule for one hotline'}
        description="It wins over the rule for every other hotline. Reports that wait already go on waiting."
        submitLabel="Save rule"
        onSubmit={submit}
        isPending={isPending}
        error={error}
      >
        {!rule && (
          <>
            <Field label="Hotline">
              <Select name="hotline" value={hotline} onChange={(event) => setHotline(event.target.value)}>
                {hotlines.map(({ id, name: words }) => <option key={id} value={id}>{words}</option>)}
              </Select>
            </Field>
            <Field label="Harm">
              <Select name="harm" value={harm} onChange={(event) => setHarm(REPORTED_HARMS.find((each) => each === event.target.value) ?? harm)}>
                {REPORTED_HARMS.map((each) => <option key={each} value={each}>{OUTCOMES[each]}</option>)}
              </Select>
            </Field>
          </>
        )}
        <ChipGroup legend="A second person agrees to" name="asked" options={ASKED} value={asked} onChange={setAsked} />
      </FormDialog>
    </>
  );
}
