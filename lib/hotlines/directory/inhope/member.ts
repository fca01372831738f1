import type { DirectoryEntry } from '../entry';
import { genericForm } from '../generic-form';

/** A hotline of the INHOPE association. They exchange addresses among themselves over ICCAM, which is closed to platforms. */
export function inhopeMember({ id, name, country, website }: { readonly id: string; readonly name: string; readonly country: string; readonly website: string }): DirectoryEntry {
  return {
    id,
    name,
    country,
    channel: 'portal',
    website,
    takes: { text: false, files: false, urlsOnly: true },
    source: 'Known as a member of INHOPE with a public form for addresses. Its fields, its site’s address and what its numbers look like were not checked against the form.',
    form: genericForm(name),
  };
}
