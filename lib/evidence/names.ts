import type { Rendering } from './schema';

/** A file's place in the store: its content address, and its id below that. */
export interface Place {
  readonly id: string;
  readonly address: string;
}

/** Bytes on their way in, before anybody can know their address. Nothing refers to this name. */
export const INCOMING = 'incoming/';
export const incomingName = (mediaId: string): string => `${INCOMING}${mediaId}.sealed`;

/**
 * The folder of a file and its renderings. The id stands below the address, so that two who send the same bytes at
 * once, each under a key of its own, never write to one name; whoever loses removes its own. Files of the first
 * version have their id for an address, and no folder of the id below it.
 */
export function folderOf({ id, address }: Place): string {
  // The last letters of our first ids are random, the first are the time: a fan-out by the first would fill one folder.
  const shelf = `${address.slice(-2)}/${address}/`;
  return address === id ? shelf : `${shelf}${id}/`;
}

export const nameOf = (place: Place, rendering: Rendering): string => `${folderOf(place)}${rendering}.sealed`;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const OURS = [`^incoming/(${UUID})\\.sealed`, `^[0-9a-f]{2}/(${UUID})/[a-z]+\\.sealed`, `^[0-9a-f]{2}/[0-9a-f]{64}/(${UUID})/[a-z]+\\.sealed`].map(
  // A write that a crash cut short has an ending of its own.
  (form) => new RegExp(`${form}(?:\\.[0-9a-f]+\\.part)?$`),
);

/** The id of the file that a name belongs to; null for what is not ours. */
export function ownerOf(name: string): string | null {
  for (const form of OURS) {
    const id = form.exec(name)?.[1];
    if (id) return id;
  }
  return null;
}
