'use client';
import { startAuthentication } from '@simplewebauthn/browser';
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { DemoAnswer } from '@/app/(auth)/_components/demo-answer';
import { ceremony } from '@/app/(auth)/_components/passkey';
import { type Answer, post } from '@/app/(auth)/_components/post';
import { Or, Refused } from '@/app/(auth)/_components/step';
import { useStep } from '@/app/(auth)/_components/use-step';
import { Button } from '@/app/_ui/button';
import { Field, Input } from '@/app/_ui/field';
import type { StepUpOptions } from '@/lib/access';
import { lockDesk } from './cover';

const ADDRESS = '/api/session/step-up';

/** What was read is for one answer: after a passkey that failed, its challenge is spent. */
const readOptions = () => post<StepUpOptions>(`${ADDRESS}/options`);

async function answerByPasskey(): Promise<Answer<unknown>> {
  const fresh = await readOptions();
  if (!fresh.ok) return fresh;
  const { passkey } = fresh.value;
  const used = await ceremony(async () => passkey && startAuthentication({ optionsJSON: passkey }));
  return used.ok ? post(ADDRESS, { response: used.value }) : used;
}

interface StepUpFormProps {
  onVerified: () => void;
  onCancel: () => void;
}

/** Any one of the ways that the person has: a passkey, a code, or the demo's button. */
export function StepUpForm({ onVerified, onCancel }: StepUpFormProps) {
  const [ways, setWays] = useState<StepUpOptions['ways']>();
  const [code, setCode] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const { refused, isPending, run } = useStep();
  const has = (way: StepUpOptions['ways'][number]) => ways?.includes(way) === true;
  const hasCodes = has('totp') || has('recovery_code');

  const begin = useEffectEvent(() => run(readOptions, (options) => setWays(options.ways)));
  useEffect(() => begin(), []);
  // The ways arrive after the dialog: until then there was nothing in it to focus.
  useEffect(() => {
    if (ways) box.current?.querySelector<HTMLElement>('button, input')?.focus();
  }, [ways]);
  useEffect(() => {
    if (refused?.code === 'unauthenticated') lockDesk('over');
  }, [refused]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (code.trim() === '') input.current?.focus();
    else run(() => post(ADDRESS, { code: code.trim() }), onVerified, () => input.current?.select());
  }

  return (
    <div ref={box} className="grid gap-4">
      {!ways && <p role="status" className="text-muted">{refused ? '' : 'One moment…'}</p>}
      <Refused>{hasCodes && refused?.code === 'unprocessable' ? undefined : refused?.message}</Refused>
      {has('demo') && <DemoAnswer isPending={isPending} onAnswer={() => run(() => post(ADDRESS, { demo: true }), onVerified)} />}
      {has('passkey') && (
        <Button variant="primary" size="lg" isWide isPending={isPending} onClick={() => run(answerByPasskey, onVerified)}>
          Use a passkey
        </Button>
      )}
      {has('passkey') && hasCodes && <Or />}
      {hasCodes && (
        <form onSubmit={submit} noValidate aria-label="Answer with a code" className="grid gap-3">
          <Field
            label="Code"
            hint={has('totp') ? 'The six digits that your authenticator app shows now, or a recovery code.' : 'One of your recovery codes; each works once.'}
            error={refused?.code === 'unprocessable' ? refused.message : undefined}
            isRequired
          >
            <Input ref={input} name="code" autoComplete="one-time-code" spellCheck={false} autoCapitalize="none" maxLength={64} className="font-mono tracking-wider" value={code} onChange={(event) => setCode(event.target.value)} />
          </Field>
          <Button type="submit" variant={has('passkey') ? 'default' : 'primary'} size="lg" isWide isPending={isPending}>
            Go on
          </Button>
        </form>
      )}
      <Button variant="quiet" size="sm" className="justify-self-start" onClick={onCancel}>
        Do nothing instead
      </Button>
    </div>
  );
}
