'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { useShortcut } from '@/app/_ui/keyboard';
import { useToast } from '@/app/_ui/toast';
import { Wrong } from '@/app/_ui/wrong';
import { type CaseToRefer, EMPTY_SCOPE, NO_REDACTIONS } from '@/lib/referral/schema';
import type { ActionResult } from '@/lib/web/schema';
import { attempt } from '../../../_components/attempt';
import { AgencyFields } from '../../[referralId]/_components/agency-fields';
import { DangerFields } from '../../[referralId]/_components/danger-fields';
import { ItemsChoice } from '../../[referralId]/_components/items-choice';
import { Phrases } from '../../[referralId]/_components/phrases';
import { ThirdPersons } from '../../[referralId]/_components/third-persons';
import type { Draft } from '../../[referralId]/draft';
import { askInEmergency } from '../../actions';

interface EmergencyFormProps {
  toRefer: CaseToRefer;
  disabledReason: string | undefined;
}

/** Everything is chosen to begin with: in an emergency nobody should have to go through a list first. */
function startOf({ choices }: CaseToRefer): Draft {
  return {
    agencyId: null,
    keyId: null,
    profile: 'full',
    legalBasis: { processType: null, reference: '', authority: '', issuedAt: null, deadline: null },
    danger: '',
    scope: { ...EMPTY_SCOPE, itemIds: choices.items.map(({ id }) => id) },
    redactions: NO_REDACTIONS,
  };
}

/** The short form: who is told, who is in danger, what goes. A second person is asked at once. */
export function EmergencyForm({ toRefer, disabledReason }: EmergencyFormProps) {
  const router = useRouter();
  const { notify } = useToast();
  const [value, setValue] = useState(() => startOf(toRefer));
  const [refusal, setRefusal] = useState<Extract<ActionResult<unknown>, { ok: false }>>();
  const [isPending, setIsPending] = useState(false);
  const { choices } = toRefer;
  function change(part: Partial<Draft>) {
    setValue((now) => ({ ...now, ...part }));
    // What was wrong is said of what stood there before.
    setRefusal(undefined);
  }

  const errorOf = (field: string) => refusal?.fields.find((each) => each.field === field.replace('legalBasis/', ''))?.message;
  const draft = { value, change, errorOf };

  async function send() {
    if (isPending || disabledReason !== undefined) return;
    setIsPending(true);
    const { agencyId, keyId, profile, legalBasis, danger, scope, redactions } = value;
    // What is not chosen is refused in words beside its field.
    const input = { caseId: toRefer.case.id, agencyId: agencyId ?? '', keyId: keyId ?? '', profile, authority: legalBasis.authority, reference: legalBasis.reference, danger, scope, redactions };
    const result = await attempt(() => askInEmergency(input));
    setIsPending(false);
    setRefusal(result.ok ? undefined : result);
    if (!result.ok) return;
    notify({ title: 'A second person is asked', description: 'They are told at once.' });
    router.push(`/referrals/${result.value.referralId}`);
  }
  useShortcut('shift+enter', () => void send(), { label: 'Ask a second person now', group: 'This case', enabled: !isPending && disabledReason === undefined });

  return (
    <div className="grid gap-5">
      <AgencyFields draft={draft} agencies={choices.agencies} />
      <DangerFields draft={draft} />
      <ItemsChoice items={choices.items} chosen={value.scope.itemIds} onChange={(itemIds) => change({ scope: { ...value.scope, itemIds } })} error={errorOf('scope/itemIds')} />
      <details>
        <summary className="min-h-6.5 text-muted">Take somebody or something out</summary>
        <div className="grid gap-4 pt-2">
          <ThirdPersons accounts={choices.accounts} chosen={value.redactions.accountIds} onChange={(accountIds) => change({ redactions: { ...value.redactions, accountIds } })} />
          <Phrases phrases={value.redactions.phrases} onChange={(phrases) => change({ redactions: { ...value.redactions, phrases } })} />
        </div>
      </details>
      <div className="grid justify-items-start gap-2">
        <Wrong>{refusal && refusal.fields.length > 0 ? 'Something above is still missing. Nothing was sent, and what you entered is still here.' : refusal?.message}</Wrong>
        <Button variant="primary" size="lg" isGuarded kbd="shift+enter" isPending={isPending} disabledReason={disabledReason} onClick={() => void send()}>
          Ask a second person now
        </Button>
        <p className="text-sm text-faint">Nothing leaves before they agreed, which asks for their second factor. Where life is at risk, call the emergency services first.</p>
      </div>
    </div>
  );
}
