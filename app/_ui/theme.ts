export const THEME_COOKIE = 'theme';

export type Theme = 'dim' | 'paper';

/** The theme that a cookie value asks for; anything unknown is dim, the default. */
export function readTheme(value: string | undefined): Theme {
  return value === 'paper' ? 'paper' : 'dim';
}
