'use client';
import type { ChangeEvent } from 'react';
import { Field, Select } from '@/app/_ui/field';

export interface AgencyChoice {
  id: string;
  name: string;
}

interface AgencySelectProps {
  agencies: readonly AgencyChoice[];
  value: string;
  onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
  isRequired: boolean;
  error: string | undefined;
}

/** An agency of the directory. */
export function AgencySelect({ agencies, value, onChange, isRequired, error }: AgencySelectProps) {
  return (
    <Field label="Agency" hint={agencies.length === 0 ? 'The directory is empty: add the agency there first.' : undefined} error={error} isRequired={isRequired}>
      <Select value={value} onChange={onChange}>
        <option value="">{isRequired ? 'Choose one' : 'None'}</option>
        {agencies.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
