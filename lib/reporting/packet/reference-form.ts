import { findHotline } from '@/lib/hotlines';

interface ReferenceForm {
  readonly label: string;
  readonly hint: string;
  readonly pattern: RegExp;
}

/** Where an authority said nothing of its numbers: anything that can be written on one line. */
const ANY: ReferenceForm = {
  label: 'Reference',
  hint: 'As the authority gave it, for example in its answer.',
  pattern: /^[\p{L}\p{N}][\p{L}\p{N} ./_#-]{1,63}$/u,
};

/** What the number of this authority looks like. */
export function referenceFormOf(hotline: string): ReferenceForm {
  return findHotline(hotline)?.form?.reference ?? ANY;
}
