'use client';
import { useState } from 'react';
import { THEME_COOKIE } from '@/app/_ui/theme';
import type { Theme } from '@/app/_ui/theme';

const YEAR_S = 365 * 24 * 60 * 60;

/** The theme and what changes it: at once on this page, and by cookie for the next one. */
export function useTheme(initial: Theme): readonly [theme: Theme, set: (theme: Theme) => void] {
  const [theme, setTheme] = useState(initial);

  function choose(next: Theme) {
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${YEAR_S}; samesite=lax`;
    document.documentElement.dataset['theme'] = next;
    setTheme(next);
  }

  return [theme, choose];
}
