'use client';
import { Field, Select } from '@/app/_ui/field';
import { ROLES, type Role } from '@/lib/kernel/actor';
import { RoleOptions } from './role-options';

interface RoleSelectProps {
  label?: string;
  value: Role;
  onChange: (role: Role) => void;
  error?: string | undefined;
}

/** One of the desk's roles. */
export function RoleSelect({ label = 'Role', value, onChange, error }: RoleSelectProps) {
  return (
    <Field label={label} error={error}>
      <Select name="role" value={value} onChange={(event) => onChange(ROLES.find((role) => role === event.target.value) ?? value)}>
        <RoleOptions />
      </Select>
    </Field>
  );
}
