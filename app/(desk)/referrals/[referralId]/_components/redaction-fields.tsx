'use client';
import { useEffect } from 'react';
import { legendClass } from '@/app/_ui/choice';
import type { ReferralChoices, Redactions } from '@/lib/referral/schema';
import { MessagesChoice } from './messages-choice';
import { Phrases } from './phrases';
import { ThirdPersons } from './third-persons';
import type { Previewing } from './use-preview';
import type { DraftFields } from './use-referral-draft';
import { WhatIsFound } from './what-is-found';

interface RedactionFieldsProps {
  draft: DraftFields;
  referralId: string;
  choices: Pick<ReferralChoices, 'accounts' | 'items'>;
  previewing: Previewing;
}

/** What the agency is not to read, and every place where it stands. */
export function RedactionFields({ draft: { value, change }, referralId, choices: { accounts, items }, previewing }: RedactionFieldsProps) {
  const { redactions, scope } = value;
  const withMessages = items.filter(({ id, messages }) => scope.itemIds.includes(id) && messages > 0);
  const { value: preview, look } = previewing;

  function set(part: Partial<Redactions>) {
    change({ redactions: { ...redactions, ...part } });
    // What is shown is of before: it is looked at anew, once what was changed is kept.
    look();
  }

  function choose({ term, where }: Redactions['choices'][number]) {
    set({ choices: [...redactions.choices.filter((each) => each.term !== term), { term, where }] });
  }

  useEffect(() => {
    if (!preview) look();
  }, [preview, look]);

  return (
    <div className="grid gap-5">
      <ThirdPersons accounts={accounts} chosen={redactions.accountIds} onChange={(accountIds) => set({ accountIds })} />
      <Phrases phrases={redactions.phrases} onChange={(phrases) => set({ phrases })} />
      {withMessages.length > 0 && (
        <fieldset className="grid min-w-0 gap-2">
          <legend className={legendClass(false)}>Messages that are taken out whole</legend>
          <p className="text-sm text-faint">Their words go, and so do the files that no other message carried. That they were sent, by whom and when, and the hashes of those files stay.</p>
          {withMessages.map((item) => (
            <MessagesChoice key={item.id} referralId={referralId} item={item} chosen={redactions.messageIds} onChange={(messageIds) => set({ messageIds })} />
          ))}
        </fieldset>
      )}
      <WhatIsFound previewing={previewing} onChoose={choose} />
    </div>
  );
}
