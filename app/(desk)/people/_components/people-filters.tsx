import Form from 'next/form';
import { Button } from '@/app/_ui/button';
import { Field, Input, Select } from '@/app/_ui/field';
import { PERSON_STATES, type PeopleFilter, type PersonState } from '@/lib/access/schema';
import { RoleOptions } from './role-options';

/** What the list is narrowed by; a form of the address, so that a view can be shared and gone back from. */
export function PeopleFilters({ filter }: { filter: PeopleFilter }) {
  return (
    <Form
      action="/people"
      prefetch={false}
      // The fields are the browser's own; a new address gives them their new values.
      key={JSON.stringify(filter)}
      role="search"
      aria-label="Narrow the people"
      className="flex flex-wrap items-end gap-2 border-b border-line px-4.5 py-2.5"
    >
      <Field label="Search" className="min-w-40 max-w-80 flex-1">
        <Input type="search" name="text" defaultValue={filter.text} maxLength={120} placeholder="Pseudonym, name, e-mail" />
      </Field>
      <Field label="Role" className="w-36">
        <Select name="role" defaultValue={filter.role ?? ''}>
          <option value="">All roles</option>
          <RoleOptions />
        </Select>
      </Field>
      <Field label="State" className="w-32">
        <Select name="state" defaultValue={filter.state ?? ''}>
          <option value="">Any state</option>
          {(Object.keys(PERSON_STATES) as PersonState[]).map((state) => (
            <option key={state} value={state}>
              {PERSON_STATES[state]}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit">Show</Button>
    </Form>
  );
}
