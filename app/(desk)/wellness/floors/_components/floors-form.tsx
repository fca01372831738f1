'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input } from '@/app/_ui/field';
import { Section } from '@/app/_ui/section';
import { CAP_BOUNDS, CAP_NAMES, type Caps, type Floors, floorsInput } from '@/lib/wellness/schema';
import { saveFloors } from '../../actions';
import { useSave } from '../../_components/use-save';
import { ViewingFields } from '../../_components/viewing-fields';

/** The floors and caps, each within its bounds. */
export function FloorsForm({ floors }: { floors: Floors }) {
  const { deskMinutes, unblurredMinutes, breakAfterMinutes, breakMinutes, calmMinutes, ...first } = floors;
  const [viewing, setViewing] = useState(first);
  const [caps, setCaps] = useState<Readonly<Record<keyof Caps, string>>>({
    deskMinutes: String(deskMinutes), unblurredMinutes: String(unblurredMinutes), breakAfterMinutes: String(breakAfterMinutes), breakMinutes: String(breakMinutes), calmMinutes: String(calmMinutes),
  });
  const { errors, setErrors, isPending, save } = useSave();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    const parsed = floorsInput.safeParse({ ...viewing, ...Object.fromEntries(CAP_NAMES.map((name) => [name, caps[name].trim() === '' ? NaN : Number(caps[name])])) });
    if (!parsed.success) {
      setErrors(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message])));
      return;
    }
    save(() => saveFloors(parsed.data), 'This holds for everybody now');
  }

  return (
    <form onSubmit={submit} noValidate aria-label="For everybody">
      <Section as="h2" title="The least strict that anybody may choose">
        <div className="grid max-w-3xl gap-4">
          <p className="max-w-[72ch] text-muted">People may be stricter with themselves, never less strict than this. It holds from now on, also for who chose otherwise before.</p>
          <ViewingFields value={viewing} onChange={setViewing} />
        </div>
      </Section>
      <Section as="h2" title="How much is enough">
        <div className="grid max-w-3xl gap-4">
          <p className="max-w-[72ch] text-muted">Each is a limit that a person can go past for a while, saying why. Nobody is locked out of what they hold.</p>
          <div className="flex flex-wrap gap-x-5 gap-y-3.5">
            {CAP_NAMES.map((name) => (
              <Field key={name} label={CAP_BOUNDS[name].words} hint={`${CAP_BOUNDS[name].least} to ${CAP_BOUNDS[name].most}`} error={errors[name]} className="w-64">
                <Input inputMode="numeric" name={name} value={caps[name]} autoComplete="off" onChange={(event) => setCaps({ ...caps, [name]: event.target.value })} />
              </Field>
            ))}
          </div>
          <p aria-live="polite" className="text-sm text-imminent empty:hidden">{errors.all}</p>
          <span>
            <Button type="submit" variant="primary" isPending={isPending}>
              Set for everybody
            </Button>
          </span>
        </div>
      </Section>
    </form>
  );
}
