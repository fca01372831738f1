'use client';
import { useState, useTransition } from 'react';
import { ChipGroup } from '@/app/_ui/chip-group';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { useToast } from '@/app/_ui/toast';
import { type JoinLink, type PersonRow, seesContent } from '@/lib/access/schema';
import type { Role } from '@/lib/kernel/actor';
import type { ActionResult } from '@/lib/web/schema';
import { attempt } from '../../_components/attempt';
import { useRefresh } from '../../_live/live-refresh';
import { changeRole, disable, enable, inviteAgain, reset, revokeInvitation } from '../actions';
import { type Act, wordsFor } from '../person-words';
import { useShowLink } from './join-links';
import { RoleSelect } from './role-select';

const FACTORS = [{ value: 'factors', label: 'Remove passkeys, app and recovery codes, too' }];

interface ActDialogProps {
  person: PersonRow;
  act: Act;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks before an act upon somebody's access, in words, and says what came of it. */
export function ActDialog({ person, act, isOpen, onClose }: ActDialogProps) {
  const words = wordsFor(act, person);
  const showLink = useShowLink();
  const refresh = useRefresh();
  const { notify } = useToast();
  const [role, setRole] = useState<Role>(person.role);
  const [hasLostFactors, setHasLostFactors] = useState(person.isOfCompany);
  const [isPending, start] = useTransition();
  const personId = person.id;

  function send(): Promise<ActionResult<JoinLink | null | void>> {
    switch (act) {
      case 'role':
        return changeRole({ personId, role });
      case 'inviteAgain':
        return inviteAgain({ personId });
      case 'revoke':
        return revokeInvitation({ personId });
      case 'reset':
        return reset({ personId, factors: hasLostFactors });
      case 'disable':
        return disable({ personId });
      case 'enable':
        return enable({ personId });
    }
  }

  function confirm() {
    start(async () => {
      const result = await attempt(send);
      onClose();
      if (!result.ok) notify({ title: 'Nothing was changed', description: result.message });
      else if (result.value) showLink(result.value);
      else notify({ title: words.done });
      // A link that is shown refreshes when it is closed.
      if (!result.ok || !result.value) refresh();
    });
  }

  const isSame = act === 'role' && role === person.role;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title={words.title}
      summary={words.summary}
      confirmLabel={words.confirm}
      onConfirm={confirm}
      isPending={isPending}
      disabledReason={isSame ? 'Choose another role first.' : undefined}
    >
      {act === 'role' ? (
        <div className="grid gap-2">
          <RoleSelect label="New role" value={role} onChange={setRole} />
          <p className="text-sm text-muted">{seesContent(role) ? 'This role reaches content.' : 'This role sees no content.'}</p>
        </div>
      ) : act === 'reset' && !person.isOfCompany ? (
        <ChipGroup legend="Also lost?" name="factors" options={FACTORS} value={hasLostFactors ? ['factors'] : []} onChange={(value) => setHasLostFactors(value.length > 0)} />
      ) : undefined}
    </ConfirmDialog>
  );
}
