'use client';
import { Section } from '@/app/_ui/section';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { OwnFactor } from '@/lib/access/schema';
import { AddApp } from './add-app';
import { AddPasskey } from './add-passkey';
import { RemoveFactor } from './remove-factor';
import { RenameFactor } from './rename-factor';

const KINDS: Record<OwnFactor['kind'], string> = { passkey: 'Passkey', totp: 'Authenticator app' };

/** What the person answers their second factor with, and the ways to add another. */
export function Factors({ factors, isDemo }: { factors: readonly OwnFactor[]; isDemo: boolean }) {
  return (
    <Section as="h2" title="Second factors">
      <p className="mb-3 max-w-[72ch] text-muted">
        Any one of them is enough. Have two, so that a lost device does not lock you out. Removing one signs you out everywhere else.
        {isDemo && ' This is a demo account: in test mode a button answers for it, with or without one of its own.'}
      </p>
      {factors.length > 0 && (
        <div className="-mx-4 mb-3">
          <Table caption="Second factors">
            <thead>
              <tr>
                <Th>Name</Th>
                <Th>Kind</Th>
                <Th>Added</Th>
                <Th>Last used</Th>
                <Th>
                  <span className="sr-only">Change</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {factors.map((factor) => (
                <Tr key={factor.id}>
                  <Td isWrapping className="font-medium">
                    {factor.name}
                  </Td>
                  <Td isMuted>{KINDS[factor.kind]}</Td>
                  <Td isMuted>
                    <TimeText at={factor.createdAt} form="date" />
                  </Td>
                  <Td isMuted>{factor.lastUsedAt ? <TimeText at={factor.lastUsedAt} /> : 'Never'}</Td>
                  <Td>
                    <span className="flex justify-end gap-2">
                      <RenameFactor factor={factor} />
                      <RemoveFactor factor={factor} />
                    </span>
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <AddPasskey />
        <AddApp />
      </div>
    </Section>
  );
}
