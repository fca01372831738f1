import type { DirectoryEntry } from '../directory/entry';
import type { ReportFacts } from '../facts';
import { indented } from '../line-break';
import { FILLS } from './fills';
import type { PortalField, PortalForm } from './form';

/** A file that goes along with the report, as a person recognises it. */
export interface PacketFile {
  readonly name: string;
  readonly contentType: string;
  readonly byteSize: number;
  /** Hex digits; of a file that the desk made itself only SHA-256. */
  readonly sha256: string;
  readonly md5: string | null;
}

export interface PacketField {
  readonly key: string;
  readonly label: string;
  /** Several answers stand on lines of their own; null where the desk knows none. */
  readonly value: string | null;
  /** How to close the gap; null where there is none. */
  readonly gap: string | null;
  readonly hint: string | null;
}

/** A prepared report for a form that a person fills in. */
export interface Packet {
  readonly hotline: string;
  readonly website: string | null;
  readonly isTest: boolean;
  /** Where the fields were taken from. */
  readonly basis: string;
  readonly sections: readonly { readonly title: string; readonly fields: readonly PacketField[] }[];
  /** Empty where the form takes none. */
  readonly files: readonly PacketFile[];
  readonly filesWords: string;
  readonly checklist: readonly string[];
  readonly reference: { readonly label: string; readonly hint: string };
  /** All of it as plain text. */
  readonly text: string;
}

const DRILL = 'This is a drill: hand nothing in with the authority. Enter any number that looks like theirs.';

function fieldOf({ key, label, from, hint }: PortalField, facts: ReportFacts): PacketField {
  const { of, howToClose } = FILLS[from];
  const value = of(facts);
  return { key, label, value, gap: value === null ? howToClose : null, hint: hint ?? null };
}

/** What a person does, in order, around what the authority itself asks. */
function checklistOf(form: PortalForm, facts: ReportFacts, files: number): string[] {
  const isUrgent = facts.items.some(({ decision }) => decision.dangerNow.length > 0);
  return [
    ...(facts.isTest ? [DRILL] : []),
    ...(isUrgent ? ['Somebody may be in danger now: do this before anything else.'] : []),
    ...form.checklist,
    'Copy each field into the form, in the order below; leave empty what the desk does not know.',
    ...(files > 0 ? [`Take ${files === 1 ? 'the file' : `each of the ${files} files`} along, attach it, and delete the copy from your computer at once.`] : []),
    'Submit the form, and enter the number that the authority gives below. Only then is the report filed.',
  ];
}

/** The packet in plain text, for who reads or keeps it in one piece. Gaps are said, so that nobody takes them for an answer. */
function textOf({ hotline, isTest, sections, files, checklist }: Omit<Packet, 'text'>): string {
  return [
    ...(isTest ? ['TEST: NOT A REPORT', ''] : []),
    `Report to ${hotline}`,
    ...sections.flatMap(({ title, fields }) => ['', title.toUpperCase(), ...fields.map(({ label, value }) => `  ${label}:\n    ${value === null ? '(not known)' : indented(value)}`)]),
    ...(files.length > 0 ? ['', 'FILES', ...files.map(({ name, contentType, byteSize, sha256 }) => `  ${name}, ${contentType}, ${byteSize} bytes, SHA-256 ${sha256}`)] : []),
    '', 'CHECKLIST', ...checklist.map((line, index) => `  ${index + 1}. ${line}`),
    '',
  ].join('\n');
}

/**
 * The answers to a form's questions in the form's order, with what is missing and what to do. Pure: the same facts give
 * the same packet, so what is read tomorrow is what was decided today.
 * @param files in the order of the report; left out where the form takes none.
 */
export function packetOf({ name, website, form }: Pick<DirectoryEntry, 'name' | 'website'> & { readonly form: PortalForm }, facts: ReportFacts, files: readonly PacketFile[]): Packet {
  const taken = form.files.isTaken ? files : [];
  const packet = {
    hotline: name,
    website,
    isTest: facts.isTest,
    basis: form.basis,
    sections: form.sections.map(({ title, fields }) => ({ title, fields: fields.map((field) => fieldOf(field, facts)) })),
    files: taken,
    filesWords: form.files.words,
    checklist: checklistOf(form, facts, taken.length),
    reference: { label: form.reference.label, hint: form.reference.hint },
  };
  return { ...packet, text: textOf(packet) };
}
