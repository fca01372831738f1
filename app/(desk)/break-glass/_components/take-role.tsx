'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, Input, TextArea } from '@/app/_ui/field';
import { Segmented } from '@/app/_ui/segmented';
import { BREAK_GLASS_MINUTES, BREAK_GLASS_REASON, HOME, TAKEN_ROLES, startBreakGlassInput } from '@/lib/access/schema';
import { attempt } from '../../_components/attempt';
import { takeRole } from '../actions';

type TakenRole = (typeof TAKEN_ROLES)[number];

const ROLES = TAKEN_ROLES.map((value) => ({ value, label: (value[0]?.toUpperCase() ?? '') + value.slice(1) }));
const { least, most, usual } = BREAK_GLASS_MINUTES;

/** Takes a content role for a while, after its consequences in words. */
export function TakeRole() {
  const router = useRouter();
  const [role, setRole] = useState<TakenRole>('moderator');
  const [minutes, setMinutes] = useState(String(usual));
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [isAsking, setIsAsking] = useState(false);
  const [isPending, start] = useTransition();
  const input = { role, minutes: Number(minutes), reason };

  function ask(event: FormEvent) {
    event.preventDefault();
    const parsed = startBreakGlassInput.safeParse(input);
    setErrors(parsed.success ? {} : Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message])));
    setIsAsking(parsed.success);
  }

  function take() {
    start(async () => {
      const result = await attempt(() => takeRole(input));
      setIsAsking(false);
      if (!result.ok) {
        setErrors(result.fields.length > 0 ? Object.fromEntries(result.fields.map(({ field, message }) => [field, message])) : { all: result.message });
        return;
      }
      setReason('');
      router.push(HOME[role]);
      router.refresh();
    });
  }

  return (
    <>
      <form onSubmit={ask} aria-label="Take a role" className="grid grid-cols-[minmax(0,48rem)] gap-3.5 border-b border-line px-4.5 py-4">
        <p className="max-w-[72ch] text-muted">
          For an emergency in which nobody of that role can be reached. Supervisors are told at once, everything is on record, the role ends by itself, and it stays on their list until one of them has signed it off.
        </p>
        <div className="flex flex-wrap items-start gap-x-5 gap-y-3.5">
          <Segmented legend="Role" name="role" options={ROLES} value={role} onChange={setRole} />
          <Field label={`Minutes, ${least} to ${most}`} error={errors.minutes} className="w-40">
            <Input inputMode="numeric" name="minutes" value={minutes} onChange={(event) => setMinutes(event.target.value)} autoComplete="off" />
          </Field>
        </div>
        <Field label="Reason" hint="What happened, and whom you could not reach. Supervisors read it; name no one from a case." error={errors.reason}>
          <TextArea name="reason" rows={2} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={BREAK_GLASS_REASON.most} />
        </Field>
        <p aria-live="polite" className="text-sm text-imminent empty:hidden">{errors.all}</p>
        <span>
          <Button type="submit">Take the role…</Button>
        </span>
      </form>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Take the ${role} role`}
        summary={`For ${minutes} minutes, in this session only, you are ${role} instead of admin and can reach content. Every supervisor is told now, and reads your reason. You can give the role back before its time.`}
        confirmLabel="Take the role"
        onConfirm={take}
        isPending={isPending}
      />
    </>
  );
}
