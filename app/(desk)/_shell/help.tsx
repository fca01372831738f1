'use client';
import { Dialog } from '@/app/_ui/dialog';
import { Kbd } from '@/app/_ui/kbd';
import { useCommands } from '@/app/_ui/keyboard';
import { useSingleKeys } from '@/app/_ui/single-keys';
import { groupCommands } from './command-groups';

interface HelpProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Every shortcut that works here and now, and the switch for single keys. */
export function Help({ isOpen, onOpenChange }: HelpProps) {
  const groups = groupCommands(useCommands().filter((command) => command.keys !== null));
  const [hasSingleKeys, setSingleKeys] = useSingleKeys();
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Keyboard shortcuts" size="md">
      <label className="mb-4 flex items-center gap-2.5">
        <input
          type="checkbox"
          checked={hasSingleKeys}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
          className="size-4 accent-accent"
        />
        <span>
          Single-key shortcuts
          <span className="block text-sm text-faint">When off, a letter, digit or sign does nothing by itself.</span>
        </span>
      </label>
      <div className="grid gap-x-8 gap-y-4 stack:grid-cols-2">
        {groups.map((group) => (
          <section key={group.name} aria-label={group.name}>
            <h3 className="mb-1 text-sm font-semibold text-muted">{group.name}</h3>
            <dl>
              {group.commands.map((command) => (
                <div key={command.label} className="flex items-center gap-3 border-b border-line py-1.25 last:border-0">
                  <dt>{command.label}</dt>
                  <dd className="ml-auto">{command.keys !== null && <Kbd keys={command.keys} />}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
