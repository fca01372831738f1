import type { DirectoryEntry } from './entry';
import { genericForm } from './generic-form';

export const cybertipCa: DirectoryEntry = {
  id: 'cybertip-ca',
  name: 'Cybertip.ca',
  country: 'CA',
  channel: 'portal',
  website: 'https://www.cybertip.ca',
  takes: { text: false, files: false, urlsOnly: true },
  source: 'Mandatory Reporting Act (2011), as summarised before 2024: providers send addresses, and nothing else, over a secure system of the Canadian Centre for Child Protection; offences on one’s own service go to the police. Later changes of the law were not checked. The form is not public.',
  form: { ...genericForm('Cybertip.ca'), checklist: ['An offence on your own service goes to the police: this is for addresses that you were told of.', 'Tell nobody that you reported.', 'Keep the data that goes with it for as long as the Act says (21 days as last known).'] },
};
