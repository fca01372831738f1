import { ROLES } from '@/lib/kernel/actor';

/** The desk's roles, as options of a list to choose from. */
export function RoleOptions() {
  return ROLES.map((role) => (
    <option key={role} value={role}>
      {(role[0]?.toUpperCase() ?? '') + role.slice(1)}
    </option>
  ));
}
