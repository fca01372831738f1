'use client';
import { Field, Select } from '@/app/_ui/field';
import { ROLES, type Role } from '@/lib/kernel/actor';

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
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {(role[0]?.toUpperCase() ?? '') + role.slice(1)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
