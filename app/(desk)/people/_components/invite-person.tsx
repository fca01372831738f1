'use client';
import { type FormEvent, useId, useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Field, Input } from '@/app/_ui/field';
import { seesContent } from '@/lib/access/schema';
import type { Role } from '@/lib/kernel/actor';
import type { ActionResult } from '@/lib/web/schema';
import { attempt } from '../../_components/attempt';
import { invite } from '../actions';
import { useShowLink } from './join-links';
import { RoleSelect } from './role-select';

/** Adds somebody and shows the link with which they join. */
export function InvitePerson({ disabledReason }: { disabledReason: string | undefined }) {
  const formId = useId();
  const showLink = useShowLink();
  const [isOpen, setIsOpen] = useState(false);
  const [displayName, setDisplayName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('moderator');
  const [refusal, setRefusal] = useState<Extract<ActionResult<unknown>, { ok: false }>>();
  const [isPending, start] = useTransition();
  const errorOf = (field: string) => refusal?.fields.find((each) => each.field === field)?.message;

  function open(next: boolean) {
    setRefusal(undefined);
    setIsOpen(next);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    start(async () => {
      const result = await attempt(() => invite({ email, displayName, role }));
      if (!result.ok) {
        setRefusal(result);
        return;
      }
      setIsOpen(false);
      setDisplayName('');
      setEmail('');
      showLink(result.value);
    });
  }

  return (
    <>
      <Button variant="primary" disabledReason={disabledReason} onClick={() => open(true)}>
        Invite…
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={open}
        title="Invite a person"
        description="They get a link from you, and choose a password and a second factor themselves."
        footer={
          <>
            <Button onClick={() => open(false)}>Cancel</Button>
            <Button variant="primary" type="submit" form={formId} isPending={isPending}>
              Make the link
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="grid gap-3.5">
          <Field label="Name" error={errorOf('displayName')} isRequired>
            <Input name="displayName" value={displayName} onChange={(event) => setDisplayName(event.target.value)} maxLength={120} autoComplete="off" />
          </Field>
          <Field label="E-mail" error={errorOf('email')} isRequired>
            <Input type="email" name="email" value={email} onChange={(event) => setEmail(event.target.value)} maxLength={320} autoComplete="off" />
          </Field>
          <RoleSelect value={role} onChange={setRole} error={errorOf('role')} />
          <p className="text-sm text-muted">{seesContent(role) ? 'This role reaches content.' : 'This role sees no content.'}</p>
          <p aria-live="polite" className="text-sm text-imminent empty:hidden">
            {refusal && refusal.fields.length === 0 ? refusal.message : undefined}
          </p>
        </form>
      </Dialog>
    </>
  );
}
