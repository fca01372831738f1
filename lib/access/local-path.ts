/** Stands in for our own origin while a path is read; no address can lead to it. */
const HERE = 'http://here.invalid';

/**
 * The path of ours that somebody asks to be brought back to, or null when it is anything else. A browser reads `//host`
 * and `/\host` as another site's address and drops tabs and line breaks before it does, so all of these are refused.
 */
export function localPath(asked: string | undefined): string | null {
  if (asked === undefined || asked.length > 500 || !/^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(asked)) return null;
  const url = new URL(asked, HERE);
  // Dots can walk a harmless beginning into `//host`, and what leads back to signing in leads nowhere.
  if (url.origin !== HERE || url.pathname.startsWith('//') || /^\/(sign-in|join|api)(\/|$)/.test(url.pathname)) return null;
  return url.pathname + url.search + url.hash;
}
