const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])\s*(\.|$)/i;
const LONGEST = 1024;
const DEEPEST = 16;

function faultOfSegment(segment: string): string | undefined {
  if (segment === '' || segment === '.' || segment === '..') return 'a part of the path is empty or leads elsewhere';
  if (/[\\:*?"<>|]/.test(segment)) return 'it holds a character that separates paths somewhere';
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFFD]/u.test(segment)) return 'it holds a character that cannot be seen';
  if (/^\s|[.\s]$/.test(segment)) return 'a part of it begins or ends with what some systems drop';
  if (RESERVED.test(segment)) return 'it is a device on some systems';
  return undefined;
}

/**
 * Why a path must not be unpacked, or undefined when it may be, on any system: `../`, drives, links by another name, names
 * that Windows would change, and characters that hide how a name really reads.
 */
export function faultOfName(path: string): string | undefined {
  const segments = path.split('/');
  if (path.length > LONGEST || segments.length > DEEPEST) return 'it is too long';
  for (const segment of segments) {
    const fault = faultOfSegment(segment);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Two names with one key are one file where capitals do not count or letters are composed by the system. */
const keyOfName = (path: string): string => path.normalize('NFKC').toLowerCase().toUpperCase().normalize('NFKC');

/**
 * Takes names one after the other and says which of the earlier ones each cannot stand beside: the same, one that only
 * some systems tell apart, or a file where the other has a folder. Folders that are named by themselves stand beside what is
 * in them.
 */
export function clashes(): (path: string, isFolder?: boolean) => { readonly kind: 'same' | 'twin'; readonly with: string } | undefined {
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  return (path, isFolder = false) => {
    const key = keyOfName(path);
    const parts = key.split('/');
    const above = parts.slice(0, isFolder ? parts.length : -1).map((_, at) => parts.slice(0, at + 1).join('/'));
    const other = files.get(key) ?? (isFolder ? undefined : folders.get(key)) ?? above.map((folder) => files.get(folder)).find((found) => found !== undefined);
    if (other === path && files.has(key) && !isFolder) return { kind: 'same', with: other };
    if (other !== undefined) return { kind: 'twin', with: other };
    if (!isFolder) files.set(key, path);
    for (const folder of above) if (!folders.has(folder)) folders.set(folder, path);
    return undefined;
  };
}
