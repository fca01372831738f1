/** Names that Windows keeps for devices, with any ending: a folder that holds one cannot be unpacked there. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** What some file system or shell would take for something else. */
const UNSAFE = /[\\:*?"<>|\0-\x1f\x7f]/;

/** @throws Error when a path could leave the package's folder, or cannot be unpacked everywhere. Ours are all of our own making. */
export function checkPath(path: string): void {
  const isFine = path.split('/').every((name) => name !== '' && !/^\.+$/.test(name) && !/[. ]$/.test(name) && !DEVICE.test(name) && !UNSAFE.test(name));
  if (!isFine) throw new Error(`${JSON.stringify(path)} cannot be the path of a file in a package.`);
}

/** As a manifest writes it: RFC 8493, section 2.1.3, has these characters percent-encoded and no others. */
export function encodePath(path: string): string {
  return path.replace(/[%\r\n]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
