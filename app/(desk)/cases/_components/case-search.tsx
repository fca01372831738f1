import Form from 'next/form';
import { Button } from '@/app/_ui/button';
import { Input } from '@/app/_ui/field';
import type { CaseFilter } from '@/lib/cases/schema';

/** Search by number or by the platform's id of the account; a form of the address, so it can be shared and gone back from. */
export function CaseSearch({ filter: { status, text } }: { filter: CaseFilter }) {
  return (
    <Form action="/cases" prefetch={false} key={text} role="search" className="ml-auto flex gap-2 px-3.5 py-1.5">
      {status !== 'open' && <input type="hidden" name="status" value={status} />}
      <Input type="search" name="text" defaultValue={text} maxLength={100} aria-label="Case number or account" placeholder="Case number or account" className="w-56" />
      <Button type="submit">Search</Button>
    </Form>
  );
}
