import { CircleAlert } from 'lucide-react';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import type { ReferralPreview } from '@/lib/referral/schema';
import { counted, sizeWords } from '../../referral-words';

/** What would leave, exhibit by exhibit, as the documents of the package name it. */
export function Contents({ preview: { exhibits, accounts, reports, notes, custody, byteSize } }: { preview: ReferralPreview }) {
  return (
    <div className="grid gap-3">
      <p>
        {counted(exhibits.length, 'exhibit')}, {counted(accounts.length, 'account')}, {counted(reports, 'report')} and {counted(notes, 'note')}; {byteSize === 0 ? 'no files' : `files of ${sizeWords(byteSize)}`}.
      </p>
      {custody.byHashAlone > 0 && (
        <p className="text-muted">
          Of the {custody.entries.toLocaleString('en')} entries of the custody log {custody.byHashAlone} {custody.byHashAlone === 1 ? 'goes' : 'go'} by {custody.byHashAlone === 1 ? 'its' : 'their'} hash alone: they hold what is taken out, or a reason that stays with the company.
        </p>
      )}
      <div className="rounded-md border border-line">
        <Table caption="Exhibits">
          <thead>
            <tr>
              <Th>Exhibit</Th>
              <Th>The platform’s reference</Th>
              <Th>Messages</Th>
              <Th>Files</Th>
              <Th>IP events</Th>
              <Th>Size</Th>
            </tr>
          </thead>
          <tbody>
            {exhibits.map((exhibit) => (
              <Tr key={exhibit.itemId} className="align-top">
                <Td className="font-medium">
                  {exhibit.name}
                  {exhibit.problem !== null && (
                    <span className="flex max-w-[30ch] items-start gap-1 text-sm font-normal whitespace-normal text-imminent">
                      <CircleAlert aria-hidden className="mt-0.5 size-3.5 flex-none" /> {exhibit.problem}
                    </span>
                  )}
                </Td>
                <Td isMuted isWrapping>{exhibit.externalId}</Td>
                <Td isMuted>
                  {exhibit.messages}
                  {exhibit.messagesLeftOut > 0 && <span className="block text-sm">{exhibit.messagesLeftOut} outside of the dates</span>}
                </Td>
                <Td isMuted>
                  {exhibit.files}
                  {exhibit.filesLeftOut > 0 && <span className="block text-sm">{exhibit.filesLeftOut} outside of the dates</span>}
                  {exhibit.filesDestroyed > 0 && <span className="block text-sm text-high">{exhibit.filesDestroyed} destroyed, hashes alone</span>}
                </Td>
                <Td isMuted>{exhibit.ipEvents}</Td>
                <Td isMuted>{sizeWords(exhibit.byteSize)}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
      <ul aria-label="Accounts" className="grid gap-0.5 text-muted">
        {accounts.map(({ id, name, externalId, screenName, isSubject, isTakenOut }) => (
          <li key={id}>
            <span className="font-medium text-text">{name}</span> {isTakenOut ? <>stands for {screenName ?? externalId}, who is taken out</> : <span className="wrap-anywhere">{screenName ?? externalId}</span>}
            {isSubject && ', the subject'}
          </li>
        ))}
      </ul>
    </div>
  );
}
