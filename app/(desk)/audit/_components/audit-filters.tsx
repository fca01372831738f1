import Form from 'next/form';
import { Button } from '@/app/_ui/button';
import { Field, Input, Select } from '@/app/_ui/field';
import type { AuditPage } from '@/lib/audit';
import { ACTION_NAMES, type AuditFilter, OUTCOMES } from '@/lib/audit/schema';
import { OUTCOME_WORDS, actionGroups } from '../entry-words';
import { FilterKeys } from './filter-keys';

interface AuditFiltersProps {
  trail: Promise<AuditPage>;
  filters: Omit<AuditFilter, 'before' | 'after' | 'entry'>;
}

const GROUPS = actionGroups();

/** What the list is narrowed by; a form of the address, so that a view can be shared and gone back from. */
export async function AuditFilters({ trail, filters }: AuditFiltersProps) {
  const { people, caseNumber } = await trail;
  return (
    <FilterKeys>
      <Form
        action="/audit"
        prefetch={false}
        // The fields are the browser's own; a new address gives them their new values.
        key={JSON.stringify(filters)}
        role="search"
        aria-label="Narrow the audit trail"
        className="flex flex-wrap items-end gap-2 border-b border-line px-3.5 py-2.5"
      >
        <Field label="Search" className="min-w-24 flex-1">
          <Input type="search" name="text" defaultValue={filters.text} maxLength={200} placeholder="Reason, id, name" />
        </Field>
        <Field label="Case" className="w-30">
          <Input name="case" defaultValue={caseNumber ?? filters.case} maxLength={40} placeholder="C-2026-00001" />
        </Field>
        <Field label="Person" className="w-24">
          <Select name="person" defaultValue={filters.person ?? ''}>
            <option value="">Anyone</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Action" className="w-36">
          <Select name="action" defaultValue={filters.action ?? ''}>
            <option value="">All {ACTION_NAMES.length}</option>
            {GROUPS.map(({ words, actions }) => (
              <optgroup key={words} label={words}>
                {actions.map((action) => (
                  <option key={action.name} value={action.name}>
                    {action.words}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        </Field>
        <Field label="Outcome" className="w-24">
          <Select name="outcome" defaultValue={filters.outcome ?? ''}>
            <option value="">Any</option>
            {OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {OUTCOME_WORDS[outcome]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Target" className="w-28">
          <Input name="target" defaultValue={filters.target} maxLength={200} placeholder="Id, label" />
        </Field>
        {filters.about !== undefined && <input type="hidden" name="about" value={filters.about} />}
        {filters.live !== undefined && <input type="hidden" name="live" value={filters.live} />}
        <div className="flex flex-wrap items-end gap-2">
          <Field label="From, UTC" className="w-34">
            <Input type="date" name="from" defaultValue={filters.from} />
          </Field>
          <Field label="To, UTC" className="w-34">
            <Input type="date" name="to" defaultValue={filters.to} />
          </Field>
          <Button type="submit">Show</Button>
        </div>
      </Form>
    </FilterKeys>
  );
}
