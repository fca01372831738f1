'use client';
import { useId } from 'react';
import { Button } from '@/app/_ui/button';
import { Severity } from '@/app/_ui/severity';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { ReferralItem } from '@/lib/referral/schema';
import { OUTCOMES } from '@/lib/review/schema';
import { counted } from '../../referral-words';

interface ItemsChoiceProps {
  items: readonly ReferralItem[];
  chosen: readonly string[];
  /** In the order of `items`. */
  onChange: (itemIds: string[]) => void;
  error: string | undefined;
}

const outcomeWords = (outcome: string) => (OUTCOMES as Readonly<Record<string, string>>)[outcome] ?? outcome.replaceAll('_', ' ');

/** Which items of the case are handed over, each with what goes with it. */
export function ItemsChoice({ items, chosen, onChange, error }: ItemsChoiceProps) {
  const id = useId();
  const isAll = items.length > 0 && items.every((item) => chosen.includes(item.id));
  const set = (itemId: string, isOn: boolean) => onChange(items.map((item) => item.id).filter((each) => (each === itemId ? isOn : chosen.includes(each))));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 flex w-full items-baseline gap-3 text-sm font-medium text-muted">
        Items
        <Button size="sm" className="ml-auto" onClick={() => onChange(isAll ? [] : items.map((item) => item.id))}>
          {isAll ? 'Choose none' : 'Choose all'}
        </Button>
      </legend>
      {error && <p className="pb-1.5 text-sm text-imminent">{error}</p>}
      <div className="rounded-md border border-line">
        <Table caption="Items of the case">
          <thead>
            <tr>
              <Th>Hand over</Th>
              <Th>What flagged it</Th>
              <Th>Severity</Th>
              <Th>When it happened</Th>
              <Th>What it holds</Th>
              <Th>Outcome</Th>
            </tr>
          </thead>
          <tbody>
            {items.map((item, index) => (
              <Tr key={item.id}>
                <Td>
                  <label className="inline-flex min-h-6.5 items-center gap-2 font-medium">
                    <input type="checkbox" name="item" className="size-4 accent-accent" aria-describedby={`${id}-${index}`} checked={chosen.includes(item.id)} onChange={(event) => set(item.id, event.target.checked)} />
                    Item {index + 1}
                  </label>
                </Td>
                <Td isMuted isWrapping id={`${id}-${index}`} className="min-w-32">
                  {item.summary}
                </Td>
                <Td>
                  <Severity level={item.severity} />
                </Td>
                <Td isMuted isWrapping className="min-w-28">
                  <TimeText at={item.occurredAt} />
                </Td>
                <Td isMuted>
                  {counted(item.files, 'file')}
                  <span className="block">{counted(item.messages, 'message')}</span>
                </Td>
                <Td>{item.outcome === null ? <span className="text-high">Not decided</span> : outcomeWords(item.outcome)}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
    </fieldset>
  );
}
