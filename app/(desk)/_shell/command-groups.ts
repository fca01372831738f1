import type { Command } from '@/app/_ui/shortcut-registry';

export interface CommandGroup {
  name: string;
  commands: Command[];
}

/** Commands under their headings; of two with the same label and heading the newer stays. */
export function groupCommands(commands: readonly Command[]): CommandGroup[] {
  const groups = new Map<string, Map<string, Command>>();
  for (const command of commands) {
    const group = groups.get(command.group) ?? new Map<string, Command>();
    groups.set(command.group, group.set(command.label, command));
  }
  return [...groups].map(([name, byLabel]) => ({ name, commands: [...byLabel.values()] })).sort(lastGoTo);
}

/** Where else one could go stands after what can be done here. */
function lastGoTo(one: CommandGroup, other: CommandGroup): number {
  const rank = (group: CommandGroup) => (group.name === 'Anywhere' ? 2 : group.name === 'Go to' ? 1 : 0);
  return rank(one) - rank(other);
}
