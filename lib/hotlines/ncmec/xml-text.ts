/** Every character that XML 1.0 cannot carry even escaped: most controls, halves of surrogate pairs, U+FFFE and U+FFFF. */
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * Text that any XML parser accepts once escaped. What cannot be carried becomes U+FFFD, so that it stays visible that
 * something stood there; line ends become \n, as a parser would make them.
 */
export function replaceIllegal(text: string): string {
  return text.replace(ILLEGAL, '\uFFFD').replace(/\r\n?/g, '\n');
}

export function hasIllegal(text: string): boolean {
  return text.search(ILLEGAL) !== -1;
}

const PREDEFINED: ReadonlyMap<string, string> = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"]]);

/**
 * Resolves the five predefined entities and character references, and no others, so that nothing can expand.
 * @throws Error on any other reference.
 */
export function decodeReferences(text: string): string {
  return text.replace(/&([^;&\s]{0,16});?/g, (whole, name: string) => {
    const predefined = PREDEFINED.get(name);
    if (predefined !== undefined && whole.endsWith(';')) return predefined;
    const digits = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
    const code = digits?.[1] ? Number.parseInt(digits[1], 16) : Number.parseInt(digits?.[2] ?? '', 10);
    if (!whole.endsWith(';') || !(code <= 0x10ffff) || hasIllegal(String.fromCodePoint(code))) {
      throw new Error('a reference that is not defined');
    }
    return String.fromCodePoint(code);
  });
}
