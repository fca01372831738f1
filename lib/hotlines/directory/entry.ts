import type { PortalForm } from '../portal/form';
import type { HotlineEntry } from '../schema';

/** One authority as its data file has it. */
export interface DirectoryEntry extends HotlineEntry {
  /** Where this was taken from, and what of it nobody outside can know. */
  readonly source: string;
  /** Of a portal, and only there. */
  readonly form?: PortalForm;
  /** Authorities whose having a report makes one here a duplicate. */
  readonly notBeside?: { readonly hotlines: readonly string[]; readonly because: string };
}
