import type { ReactNode } from 'react';
import { KeyboardProvider } from '@/app/_ui/keyboard';
import type { Theme } from '@/app/_ui/theme';
import { ToastProvider } from '@/app/_ui/toast';
import type { SessionView } from '@/lib/access/schema';
import type { SignInStepsProps } from '@/app/(auth)/_components/sign-in-steps';
import { SessionGuard } from '../_session/session-guard';
import type { RailItem } from './nav';
import { Overlays } from './overlays';
import { Rail } from './rail';
import { UserMenu } from './user-menu';
import type { ShellUser } from './user-menu';

interface ShellProps extends Pick<SignInStepsProps, 'company' | 'demoPeople'> {
  items: readonly RailItem[];
  user: ShellUser;
  /** From the cookie, see readTheme. */
  theme: Theme;
  session: SessionView;
  /** Stands in the rail above the person's button. */
  railFoot?: ReactNode;
  /** One of the layouts of panes.tsx. */
  children: ReactNode;
}

/** Everything around a page of the desk: skip link, rail, keyboard, palette, help, toasts, and the watch over the session. */
export function Shell({ items, user, theme, session, railFoot, children, ...signIn }: ShellProps) {
  return (
    <KeyboardProvider>
      <ToastProvider>
        <Overlays>
          <a
            href="#main"
            className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:rounded-md focus:bg-accent focus:px-3 focus:py-2 focus:font-semibold focus:text-accent-ink"
          >
            Skip to main content
          </a>
          <div className="grid min-h-dvh grid-rows-[auto_minmax(0,1fr)] stack:h-dvh stack:grid-cols-[3.75rem_minmax(0,1fr)] stack:grid-rows-1 stack:overflow-hidden">
            <Rail
              items={items}
              foot={
                <>
                  {railFoot}
                  <UserMenu user={user} theme={theme} />
                </>
              }
            />
            {children}
          </div>
          <SessionGuard session={session} {...signIn} />
        </Overlays>
      </ToastProvider>
    </KeyboardProvider>
  );
}
