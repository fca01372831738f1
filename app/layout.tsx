import '@fontsource-variable/inter/wght.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { isTestMode } from './_ui/mode';
import { readTheme, THEME_COOKIE } from './_ui/theme';

export const metadata: Metadata = {
  title: { template: '%s · Watchkeeper', default: 'Watchkeeper' },
  description: 'The desk at which flagged messages are reviewed, reported and referred.',
  robots: { index: false, follow: false, noarchive: true, nosnippet: true },
  referrer: 'no-referrer',
  formatDetection: { telephone: false, email: false, address: false },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** The theme comes from a cookie, so the first bytes already carry it and nothing flashes; the mode stands there for pages that cannot ask. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  return (
    <html lang="en" data-theme={readTheme(jar.get(THEME_COOKIE)?.value)} data-mode={isTestMode() ? 'test' : undefined}>
      <body>{children}</body>
    </html>
  );
}
