'use client';
import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useRef } from 'react';
import { Kbd } from '@/app/_ui/kbd';
import { useCommands, useSuspendShortcuts } from '@/app/_ui/keyboard';
import { isCharacterShortcut } from '@/app/_ui/keys';
import { useSingleKeys } from '@/app/_ui/single-keys';
import { groupCommands } from './command-groups';

interface PaletteProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Finds anything that can be done here, and teaches its keys. */
export function Palette({ isOpen, onOpenChange }: PaletteProps) {
  const chosen = useRef<(() => void) | undefined>(undefined);
  useSuspendShortcuts(isOpen);

  // The command runs once the palette is gone, so that a dialog it opens gets the focus and keeps it.
  function runChosen() {
    const run = chosen.current;
    chosen.current = undefined;
    run?.();
  }

  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(next) => onOpenChange(next)}
      onOpenChangeComplete={(next) => {
        if (!next) runChosen();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="fixed top-[12dvh] left-1/2 z-50 w-[min(35rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg border border-line-strong bg-surface shadow-float">
          <Dialog.Title className="sr-only">Find a command</Dialog.Title>
          <PaletteBody
            choose={(run) => {
              chosen.current = run;
              onOpenChange(false);
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({ choose }: { choose: (run: () => void) => void }) {
  const groups = groupCommands(useCommands().filter((command) => command.inPalette));
  const [hasSingleKeys] = useSingleKeys();
  return (
    <Command label="Commands" loop>
      <div className="flex items-center gap-2.5 border-b border-line px-4 focus-within:border-accent">
        <Search aria-hidden className="size-4 flex-none text-faint" strokeWidth={1.8} />
        <Command.Input
          autoFocus
          placeholder="Do something or go somewhere"
          className="min-h-12 flex-1 bg-transparent text-lg outline-none"
        />
        <Kbd keys="escape" isHidden />
      </div>
      <Command.List className="max-h-[52dvh] overflow-y-auto scroll-thin p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-muted">Nothing here goes by that name.</Command.Empty>
        {groups.map((group) => (
          <Command.Group
            key={group.name}
            heading={group.name}
            className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-faint"
          >
            {group.commands.map((command) => (
              <Command.Item
                key={command.label}
                value={`${command.label} ${group.name}`}
                onSelect={() => choose(command.run)}
                className="flex min-h-8.5 cursor-pointer items-center gap-3 rounded-md px-2.5 data-[selected=true]:bg-accent-soft data-[selected=true]:shadow-[inset_0_0_0_1px_var(--color-accent)] forced-colors:data-[selected=true]:outline-2"
              >
                {command.label}
                {command.keys !== null && (hasSingleKeys || !isCharacterShortcut(command.keys)) && (
                  <span className="ml-auto">
                    <Kbd keys={command.keys} />
                  </span>
                )}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}
