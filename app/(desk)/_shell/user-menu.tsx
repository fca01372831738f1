'use client';
import { Menu } from '@base-ui/react/menu';
import { Check, Keyboard, Lock, LogOut, UserRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Kbd } from '@/app/_ui/kbd';
import { useShortcut, useSuspendShortcuts } from '@/app/_ui/keyboard';
import { useSingleKeys } from '@/app/_ui/single-keys';
import type { Theme } from '@/app/_ui/theme';
import { useToast } from '@/app/_ui/toast';
import { lockNow, signOut } from '../_session/leave';
import { useOverlays } from './overlays';
import { useTheme } from './use-theme';

export interface ShellUser {
  /** As the record names this person: "MO-17" or a display name. */
  name: string;
  /** One or two letters for the button. */
  initials: string;
  /** "Moderator". */
  role: string;
}

interface UserMenuProps {
  user: ShellUser;
  theme: Theme;
}

const ACCOUNT = '/account';

const ITEM =
  'flex min-h-8.5 w-full cursor-pointer items-center gap-2.5 rounded-md px-2.25 outline-none data-highlighted:bg-surface data-highlighted:shadow-[inset_0_0_0_1px_var(--color-control)] forced-colors:data-highlighted:outline-2';

/** The person's own corner: who they are signed in as, theme, keys, and the way out. */
export function UserMenu({ user, theme: initialTheme }: UserMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [theme, setTheme] = useTheme(initialTheme);
  const [hasSingleKeys, setSingleKeys] = useSingleKeys();
  const [isLeaving, startLeaving] = useTransition();
  const { openHelp } = useOverlays();
  const { notify } = useToast();
  const router = useRouter();
  useSuspendShortcuts(isOpen);
  useShortcut('g y', () => router.push(ACCOUNT), { label: 'Go to your account', group: 'Go to' });
  useShortcut('shift+l', () => void lockNow(), { label: 'Lock the desk', group: 'Anywhere' });

  const leave = () =>
    startLeaving(async () => {
      if (!(await signOut())) notify({ title: 'You are still signed in', description: 'The desk did not answer. Try again, or lock it meanwhile.' });
    });

  return (
    <Menu.Root open={isOpen} onOpenChange={(next) => setIsOpen(next)}>
      <Menu.Trigger
        aria-label={`${user.name}, ${user.role}: menu`}
        className="grid size-7.5 place-items-center rounded-full border border-control bg-raised text-[0.6875rem] hover:border-muted"
      >
        {user.initials}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner side="right" align="end" sideOffset={10} className="z-50">
          <Menu.Popup className="w-60 rounded-lg border border-line-strong bg-raised p-1.5 shadow-float outline-none">
            <div className="px-2.25 pt-1.5 pb-2">
              <p className="font-medium">{user.name}</p>
              <p className="text-sm text-muted">{user.role}</p>
            </div>
            <Menu.RadioGroup
              value={theme}
              onValueChange={(next: Theme) => setTheme(next)}
              className="border-t border-line py-1.5"
            >
              <Choice value="dim">Dim theme</Choice>
              <Choice value="paper">Paper theme</Choice>
            </Menu.RadioGroup>
            <div className="border-t border-line py-1.5">
              <Menu.CheckboxItem
                checked={hasSingleKeys}
                onCheckedChange={(next) => setSingleKeys(next)}
                closeOnClick={false}
                className={ITEM}
              >
                <span className="grid size-4 place-items-center rounded-sm border border-control">
                  <Menu.CheckboxItemIndicator>
                    <Check aria-hidden className="size-3 text-accent" strokeWidth={2.5} />
                  </Menu.CheckboxItemIndicator>
                </span>
                Single-key shortcuts
              </Menu.CheckboxItem>
              <Menu.Item onClick={openHelp} className={ITEM}>
                <Keyboard aria-hidden className="size-4 text-muted" strokeWidth={1.6} />
                Keyboard shortcuts
              </Menu.Item>
            </div>
            <div className="border-t border-line py-1.5">
              <Menu.Item onClick={() => router.push(ACCOUNT)} className={ITEM}>
                <UserRound aria-hidden className="size-4 text-muted" strokeWidth={1.6} />
                Your account
              </Menu.Item>
            </div>
            <div className="border-t border-line pt-1.5">
              <Menu.Item onClick={() => void lockNow()} aria-keyshortcuts="Shift+L" className={ITEM}>
                <Lock aria-hidden className="size-4 text-muted" strokeWidth={1.6} />
                Lock now
                <span className="ml-auto">
                  <Kbd keys="shift+l" isHidden />
                </span>
              </Menu.Item>
              <Menu.Item onClick={leave} disabled={isLeaving} className={ITEM}>
                <LogOut aria-hidden className="size-4 text-muted" strokeWidth={1.6} />
                Sign out
              </Menu.Item>
            </div>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Choice({ value, children }: { value: Theme; children: string }) {
  return (
    <Menu.RadioItem value={value} closeOnClick={false} className={ITEM}>
      <span className="grid size-4 place-items-center rounded-full border border-control">
        <Menu.RadioItemIndicator className="size-2 rounded-full bg-accent fill-kept" />
      </span>
      {children}
    </Menu.RadioItem>
  );
}
