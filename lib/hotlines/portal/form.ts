import type { FillName } from './fills';

/** An authority's form as data: what it asks for, in its order, and what each answer is filled from. */
export interface PortalForm {
  /** Where the fields and their order were taken from, in a sentence that people read above the packet. */
  readonly basis: string;
  readonly sections: readonly PortalSection[];
  /** Whether the form takes files, and what to know about that. */
  readonly files: { readonly isTaken: boolean; readonly words: string };
  /** What a person does, in order; the desk adds what holds for every form. */
  readonly checklist: readonly string[];
  readonly reference: ReferenceForm;
}

export interface PortalSection {
  readonly title: string;
  readonly fields: readonly PortalField[];
}

export interface PortalField {
  /** Its name within the form; never changes, so that tests and links hold. */
  readonly key: string;
  /** As the authority calls it. */
  readonly label: string;
  readonly from: FillName;
  /** What the authority asks beyond the label, or how to choose. */
  readonly hint?: string;
}

/** What the authority's number looks like. */
export interface ReferenceForm {
  readonly label: string;
  readonly hint: string;
  /** A whole number must match it, spaces around it aside. Wide where the authority has not said. */
  readonly pattern: RegExp;
}
