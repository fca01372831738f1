import type { PortalForm } from '../portal/form';

/**
 * For hotlines whose form we have not seen: the address first, as the association's guide for building such forms puts
 * it, then theme, type, what else helps, and who reports.
 * @param name as it stands in the label of the reference.
 */
export function genericForm(name: string): PortalForm {
  return {
    basis: `The form of ${name} was not seen when this was written: these fields are what such hotlines ask for as a rule, the address first. Follow the form where it differs.`,
    sections: [
      {
        title: 'What you report',
        fields: [
          { key: 'url', label: 'Address of the content', from: 'content.address' },
          { key: 'theme', label: 'What it is about', from: 'content' },
          { key: 'kinds', label: 'Type of content', from: 'content.kinds' },
          { key: 'site', label: 'Where it was found', from: 'platform' },
          { key: 'time', label: 'When it was uploaded', from: 'upload.time' },
          { key: 'hashes', label: 'Hashes', from: 'content.hashes', hint: 'With whatever else helps, where the form has no field for them.' },
        ],
      },
      {
        title: 'Who reports',
        fields: [
          { key: 'name', label: 'Name', from: 'reporter.name', hint: 'As a rule it may be left out.' },
          { key: 'email', label: 'E-mail address', from: 'reporter.email', hint: 'Without it no reference comes back.' },
          { key: 'company', label: 'Organisation', from: 'reporter.company' },
        ],
      },
    ],
    files: { isTaken: false, words: 'Hotlines of this kind work from addresses: never send the material itself, nor a screenshot of it.' },
    checklist: ['Look at the form before you begin: only its own questions count.', 'Leave an e-mail address of the team, so that a reference comes back.'],
    reference: { label: `Reference of ${name}`, hint: 'As the form shows it after sending, or as the confirmation says.', pattern: /^[\p{L}\p{N}][\p{L}\p{N} ./_#-]{1,63}$/u },
  };
}
