import type { DirectoryEntry } from './entry';
import { genericForm } from './generic-form';

export const esafety: DirectoryEntry = {
  id: 'esafety',
  name: 'eSafety Commissioner',
  country: 'AU',
  channel: 'portal',
  website: 'https://www.esafety.gov.au/report',
  takes: { text: false, files: false, urlsOnly: true },
  source: 'Known to take reports on an online form. Neither the form’s fields nor a specification for providers were found; crimes are for the police (ACCCE, accce.gov.au).',
  form: { ...genericForm('the eSafety Commissioner'), checklist: ['If a child is in danger now, call 000 first.', 'Exploitation that is a crime goes to the police as well: accce.gov.au.', 'Look at the form before you begin: only its own questions count.'] },
};
