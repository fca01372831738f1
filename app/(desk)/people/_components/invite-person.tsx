'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input } from '@/app/_ui/field';
import { FormDialog } from '@/app/_ui/form-dialog';
import { seesContent } from '@/lib/access/schema';
import type { Role } from '@/lib/kernel/actor';
import { useDialogAct } from '../../_components/use-dialog-act';
import { invite } from '../actions';
import { useShowLink } from './join-links';
import { RoleSelect } from './role-select';

/** Adds somebody and shows the link with which they join. */
export function InvitePerson({ disabledReason }: { disabledReason: string | undefined }) {
  const showLink = useShowLink();
  const [displayName, setDisplayName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('moderator');
  const { isOpen, open, isPending, errorOf, errorBut, submit } = useDialogAct(
    () => invite({ email, displayName, role }),
    (link) => {
      setDisplayName('');
      setEmail('');
      showLink(link);
    },
  );

  return (
    <>
      <Button variant="primary" disabledReason={disabledReason} onClick={() => open(true)}>
        Invite…
      </Button>
      <FormDialog
        isOpen={isOpen}
        onOpenChange={open}
        size="sm"
        title="Invite a person"
        description="They get a link from you, and choose a password and a second factor themselves."
        submitLabel="Make the link"
        onSubmit={submit}
        isPending={isPending}
        error={errorBut('displayName', 'email', 'role')}
      >
        <Field label="Name" error={errorOf('displayName')} isRequired>
          <Input name="displayName" value={displayName} onChange={(event) => setDisplayName(event.target.value)} maxLength={120} autoComplete="off" />
        </Field>
        <Field label="E-mail" error={errorOf('email')} isRequired>
          <Input type="email" name="email" value={email} onChange={(event) => setEmail(event.target.value)} maxLength={320} autoComplete="off" />
        </Field>
        <RoleSelect value={role} onChange={setRole} error={errorOf('role')} />
        <p className="text-sm text-muted">{seesContent(role) ? 'This role reaches content.' : 'This role sees no content.'}</p>
      </FormDialog>
    </>
  );
}
