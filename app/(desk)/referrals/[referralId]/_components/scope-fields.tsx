'use client';
import { Field, Input } from '@/app/_ui/field';
import { OptionList } from '@/app/_ui/option-list';
import { ChipGroup } from '@/app/_ui/chip-group';
import { REFERRAL_PROFILES, type ReferralChoices, type ReferralProfile } from '@/lib/referral/schema';
import { counted } from '../../referral-words';
import { fromMinute, scopeCounts, toMinute } from '../draft';
import { ItemsChoice } from './items-choice';
import type { DraftFields } from './use-referral-draft';

const WITH = [
  { value: 'withAccounts', label: 'Account data', detail: 'Names, addresses, profile pages and IP events' },
  { value: 'withReports', label: 'Reports filed', detail: 'To which hotline, when, and their receipts' },
  { value: 'withNotes', label: 'Notes of the case', detail: 'What people of the desk wrote to each other' },
] as const;

/** How the package is made. */
const profiles = (Object.keys(REFERRAL_PROFILES) as ReferralProfile[]).map((value) => ({ value, label: REFERRAL_PROFILES[value].words, detail: REFERRAL_PROFILES[value].hint }));

/** What of the case is handed over. */
export function ScopeFields({ draft: { value, change, errorOf }, items }: { draft: DraftFields; items: ReferralChoices['items'] }) {
  const { scope, profile } = value;
  const set = (part: Partial<typeof scope>) => change({ scope: { ...scope, ...part } });
  const counts = scopeCounts(scope, items);
  const withThese = WITH.map((each) => each.value).filter((name) => scope[name]);
  return (
    <div className="grid gap-5">
      <ItemsChoice items={items} chosen={scope.itemIds} onChange={(itemIds) => set({ itemIds })} error={errorOf('scope/itemIds')} />
      <p role="status" className="text-muted">
        Chosen: {counted(counts.items, 'item')} of {items.length}, with {profile === 'report_only' ? `the hashes of ${counted(counts.files, 'file')}` : counted(counts.files, 'file')} and {counted(counts.messages, 'message')}
        {scope.from ?? scope.until ? ' before the dates below narrow them' : ''}.
      </p>
      <fieldset className="grid max-w-[64ch] gap-2">
        <legend className="mb-1 text-sm font-medium text-muted">Messages sent</legend>
        <div className="grid gap-4 stack:grid-cols-2">
          <Field label="From (UTC)" hint="Left empty, from the first." error={errorOf('scope/from')}>
            <Input type="datetime-local" name="from" value={toMinute(scope.from)} onChange={(event) => set({ from: fromMinute(event.target.value) })} />
          </Field>
          <Field label="Before (UTC)" hint="Left empty, to the last." error={errorOf('scope/until')}>
            <Input type="datetime-local" name="until" value={toMinute(scope.until)} onChange={(event) => set({ until: fromMinute(event.target.value) })} />
          </Field>
        </div>
        <p className="text-sm text-faint">A file goes with a message that carried it, or with its item where no message did.</p>
      </fieldset>
      <ChipGroup
        legend="Also hand over"
        name="with"
        options={WITH}
        value={withThese}
        onChange={(next) => set({ withAccounts: next.includes('withAccounts'), withReports: next.includes('withReports'), withNotes: next.includes('withNotes') })}
      />
      <div className="max-w-[64ch]">
        <OptionList legend="Kind of package" name="profile" options={profiles} value={profile} onChange={(next) => change({ profile: next })} />
      </div>
    </div>
  );
}
