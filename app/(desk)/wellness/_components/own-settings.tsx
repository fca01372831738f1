'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { ChipGroup } from '@/app/_ui/chip-group';
import { Field, Input, Select } from '@/app/_ui/field';
import { Section } from '@/app/_ui/section';
import { HARMS, HARM_NAMES, type OwnWellness, type SettingsInput } from '@/lib/wellness/schema';
import { saveSettings } from '../actions';
import { clockOf, minutesOf } from '../wellness-words';
import { useSave } from './use-save';
import { ViewingFields } from './viewing-fields';

const HARM_CHOICES = HARM_NAMES.map((value) => ({ value, label: HARMS[value] }));

interface OwnSettingsProps {
  own: OwnWellness;
  /** Works from the queue: only then is there anything not to be given. */
  isGivenItems: boolean;
}

/** One's own settings. Stricter is always possible; the floors are shown as what they are. */
export function OwnSettings({ own: { settings, floors, timeZones }, isGivenItems }: OwnSettingsProps) {
  const { caps: _caps, shift, ...first } = settings;
  const [value, setValue] = useState<Omit<SettingsInput, 'shift'>>({ ...first, optedOut: [...first.optedOut] });
  const [from, setFrom] = useState(shift ? clockOf(shift.start) : '');
  const [until, setUntil] = useState(shift ? clockOf(shift.end) : '');
  const { errors, setErrors, isPending, save } = useSave();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    const [start, end] = [minutesOf(from), minutesOf(until)];
    const isNone = from === '' && until === '';
    if (!isNone && (start === null || end === null || start === end)) {
      setErrors({ shift: 'Say when it begins and when it ends, for example 09:00 and 17:00, or leave both empty.' });
      return;
    }
    save(() => saveSettings({ ...value, shift: isNone || start === null || end === null ? null : { start, end } }), 'Your settings are kept');
  }

  return (
    <Section as="h2" title="Your settings">
      <form onSubmit={submit} noValidate aria-label="Your settings" className="grid max-w-3xl gap-4">
        <p className="max-w-[72ch] text-muted">
          They are yours to change, and nobody is told which. You can be as strict with yourself as you like; less strict than an admin set for everybody is not possible.
        </p>
        <ViewingFields value={value} onChange={(viewing) => setValue({ ...value, ...viewing })} floors={floors} />
        {isGivenItems && (
          <div className="grid gap-1">
            <ChipGroup legend="Do not give me items of" name="optedOut" options={HARM_CHOICES} value={value.optedOut} onChange={(optedOut) => setValue({ ...value, optedOut })} />
            <p className="text-sm text-faint">No reason is asked. They stand under “Set aside” in your queue, where you can still choose one.</p>
          </div>
        )}
        <div className="flex flex-wrap gap-x-5 gap-y-3.5">
          <Field label="Time zone" hint="Days and shifts are counted there." error={errors.timeZone} className="w-64">
            <Select name="timeZone" value={value.timeZone} onChange={(event) => setValue({ ...value, timeZone: event.target.value })}>
              {timeZones.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          </Field>
          <Field label="Shift begins" hint="Leave both empty if you have none." className="w-56">
            <Input type="time" name="from" value={from} onChange={(event) => setFrom(event.target.value)} />
          </Field>
          <Field label="Shift ends" hint={floors.calmMinutes > 0 ? `No reveals in its last ${floors.calmMinutes} minutes.` : 'It may end after midnight.'} error={errors.shift} className="w-56">
            <Input type="time" name="until" value={until} onChange={(event) => setUntil(event.target.value)} />
          </Field>
        </div>
        <p aria-live="polite" className="text-sm text-imminent empty:hidden">{[errors.all, errors.blur, errors.isGrey].filter(Boolean).join(' ')}</p>
        <span>
          <Button type="submit" variant="primary" isPending={isPending}>
            Keep these settings
          </Button>
        </span>
      </form>
    </Section>
  );
}
