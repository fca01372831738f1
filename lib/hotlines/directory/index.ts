import { cybertipCa } from './cybertip-ca';
import type { DirectoryEntry } from './entry';
import { esafety } from './esafety';
import { gateway } from './gateway';
import { childFocus } from './inhope/child-focus';
import { clickandstop } from './inhope/clickandstop';
import { dyzurnet } from './inhope/dyzurnet';
import { eco } from './inhope/eco';
import { ecpatSe } from './inhope/ecpat-se';
import { hotlineIe } from './inhope/hotline-ie';
import { linhaAlerta } from './inhope/linha-alerta';
import { nettivihje } from './inhope/nettivihje';
import { offlimits } from './inhope/offlimits';
import { pointDeContact } from './inhope/point-de-contact';
import { redBarnet } from './inhope/red-barnet';
import { stopline } from './inhope/stopline';
import { stoponline } from './inhope/stoponline';
import { iwf } from './iwf';
import { mail } from './mail';
import { ncmec } from './ncmec';
import { ukNca } from './uk-nca';

/** Every authority that reports can go to. A further one is a file beside this and a name in this list (docs/hotlines.md). */
export const DIRECTORY: readonly DirectoryEntry[] = [
  ncmec, ukNca, iwf, esafety, cybertipCa,
  childFocus, clickandstop, dyzurnet, eco, ecpatSe, hotlineIe, linhaAlerta, nettivihje, offlimits, pointDeContact, redBarnet, stopline, stoponline,
  gateway, mail,
];

const byId = new Map(DIRECTORY.map((entry) => [entry.id, entry]));

/** @param id as reports keep it. */
export function findHotline(id: string): DirectoryEntry | null {
  return byId.get(id) ?? null;
}

/** What people call it; the id where a report names an authority that is in the directory no more. */
export function hotlineNameOf(id: string): string {
  return byId.get(id)?.name ?? id;
}
