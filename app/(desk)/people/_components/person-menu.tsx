'use client';
import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import { buttonClass } from '@/app/_ui/button-class';
import { useSuspendShortcuts } from '@/app/_ui/keyboard';
import type { PersonRow } from '@/lib/access/schema';
import { type Act, offersFor } from '../person-words';
import { ActDialog } from './act-dialog';

const ITEM =
  'block min-h-8.5 w-full cursor-pointer rounded-md px-2.25 py-1.5 text-left outline-none data-disabled:cursor-default data-disabled:text-faint data-highlighted:bg-surface data-highlighted:shadow-[inset_0_0_0_1px_var(--color-control)] forced-colors:data-highlighted:outline-2';

/** What can be done with one person, each act with its own question before it. */
export function PersonMenu({ person }: { person: PersonRow }) {
  const [isOpen, setIsOpen] = useState(false);
  const [act, setAct] = useState<Act>();
  const [isAsking, setIsAsking] = useState(false);
  useSuspendShortcuts(isOpen);

  function ask(next: Act) {
    setAct(next);
    setIsAsking(true);
  }

  return (
    <>
      <Menu.Root open={isOpen} onOpenChange={(next) => setIsOpen(next)}>
        <Menu.Trigger aria-label={`Change the access of ${person.pseudonym}`} className={buttonClass({ size: 'sm' })}>
          Change
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner side="bottom" align="end" sideOffset={6} className="z-30">
            <Menu.Popup className="w-64 rounded-lg border border-line-strong bg-raised p-1.5 shadow-float outline-none">
              {offersFor(person).map(({ act: each, label, off }) => (
                <Menu.Item key={each} disabled={off !== undefined} onClick={() => ask(each)} className={ITEM}>
                  {label}
                  {off !== undefined && <span className="block text-sm">{off}.</span>}
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {act && <ActDialog key={act} person={person} act={act} isOpen={isAsking} onClose={() => setIsAsking(false)} />}
    </>
  );
}
