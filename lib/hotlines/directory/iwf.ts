import type { DirectoryEntry } from './entry';

export const iwf: DirectoryEntry = {
  id: 'iwf',
  name: 'Internet Watch Foundation',
  country: 'GB',
  channel: 'portal',
  website: 'https://report.iwf.org.uk',
  takes: { text: false, files: false, urlsOnly: true },
  source:
    'The IWF’s public pages: the address of the content is all that has to be given, contact details are optional, a reference comes by e-mail where one is left. The steps of the form are not published as a specification; members have other channels, which are not public.',
  form: {
    basis: 'The order follows what the IWF’s public pages say of its form, the address first. Members of the IWF use the channel that they agreed on with it.',
    sections: [
      {
        title: 'What you report',
        fields: [
          { key: 'url', label: 'URL of the content', from: 'content.address', hint: 'One report for each address where the form takes one at a time.' },
          { key: 'kinds', label: 'What it is', from: 'content.kinds' },
          { key: 'details', label: 'Anything else that helps', from: 'content', hint: 'In words alone. Name nobody who was harmed.' },
          { key: 'hashes', label: 'Hashes', from: 'content.hashes', hint: 'With the details: analysts recognise what they know by them.' },
        ],
      },
      {
        title: 'Who reports',
        fields: [
          { key: 'name', label: 'Name', from: 'reporter.name', hint: 'May be left out; without an e-mail address no reference comes back.' },
          { key: 'email', label: 'E-mail address', from: 'reporter.email' },
          { key: 'company', label: 'Organisation', from: 'reporter.company' },
        ],
      },
    ],
    files: { isTaken: false, words: 'This form takes addresses and no files: never send the material itself, nor a screenshot of it.' },
    checklist: ['Check that each address is one that an analyst can open; a private message has none.', 'Leave an e-mail address of the team, so that a reference comes back.'],
    reference: { label: 'IWF report number', hint: 'From the confirmation that comes by e-mail.', pattern: /^[A-Za-z0-9][A-Za-z0-9 ./_-]{2,63}$/ },
  },
};
