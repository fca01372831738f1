'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { TimeText } from '@/app/_ui/time-text';
import { Wrong } from '@/app/_ui/wrong';
import type { ReferralItem, ReferralMessages } from '@/lib/referral/schema';
import { useAct } from '../../../_components/use-act';
import { readMessages } from '../../actions';
import { counted } from '../../referral-words';

interface MessagesChoiceProps {
  referralId: string;
  item: ReferralItem;
  /** Messages that are taken out, with what only they carried. */
  chosen: readonly string[];
  onChange: (messageIds: string[]) => void;
}

/** Messages of one item, opened when somebody wants to read them: they can be taken out whole. */
export function MessagesChoice({ referralId, item, chosen, onChange }: MessagesChoiceProps) {
  const [opened, setOpened] = useState<ReferralMessages>();
  const { isPending, wrong, act } = useAct();
  const messages = opened?.messages ?? [];

  function read() {
    act(
      () => readMessages({ referralId, itemId: item.id, from: messages.length }),
      (next) => setOpened({ ...next, messages: [...messages, ...next.messages] }),
    );
  }

  const toggle = (id: string, isOn: boolean) => onChange(isOn ? [...chosen, id] : chosen.filter((each) => each !== id));
  return (
    <div className="rounded-md border border-line">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
        <span className="min-w-0 font-medium wrap-anywhere">{opened ? opened.exhibit : item.summary}</span>
        <span className="text-sm text-muted">{counted(item.messages, 'message')}</span>
        {messages.length < item.messages && (
          <Button size="sm" className="ml-auto" aria-label={`${opened ? 'Read more' : 'Read and choose'}: messages of ${opened?.exhibit ?? item.summary}`} isPending={isPending} onClick={read}>
            {opened ? 'Read more' : 'Read and choose…'}
          </Button>
        )}
      </div>
      <Wrong>{wrong}</Wrong>
      {messages.length > 0 && (
        <ul aria-label={`Messages of ${opened?.exhibit ?? ''}`} className="border-t border-line">
          {messages.map(({ id, number, sender, sentAt, isFlagged, text, isBroken, files }) => (
            <li key={id} className="border-t border-line first:border-t-0">
              <label className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-2.5 px-3 py-2 has-checked:bg-imminent-soft">
                <input type="checkbox" name="message" className="mt-0.5 size-4 accent-accent" disabled={text === null && !isBroken && files === 0} checked={chosen.includes(id)} onChange={(event) => toggle(id, event.target.checked)} />
                <span className="min-w-0">
                  <span className="block text-sm text-muted">
                    <span className="sr-only">Take out </span>Message {number}, {sender}, <TimeText at={sentAt} />
                    {isFlagged && ', flagged'}
                    {files > 0 && `, with ${counted(files, 'file')}, of which the hashes stay`}
                  </span>
                  <span className="wrap-anywhere whitespace-pre-line">{text ?? (isBroken ? <span className="text-imminent">Its words do not open: what is stored was changed or moved.</span> : <span className="text-faint">Without words</span>)}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
