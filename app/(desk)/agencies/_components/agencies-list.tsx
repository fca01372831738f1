import { EmptyState } from '@/app/_ui/empty-state';
import { Pill } from '@/app/_ui/pill';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { AgencyRow } from '@/lib/referral/schema';
import { AddKey } from './add-key';
import { AgencyForm } from './agency-form';
import { AgencyKeys } from './agency-keys';
import { LastTry } from './last-try';
import { RetireAgency } from './retire';

interface AgenciesListProps {
  agencies: readonly AgencyRow[];
  /** Why the viewer can change nothing, or undefined; and why they cannot check a key. */
  manageOff: string | undefined;
  checkOff: string | undefined;
}

/** Whom referrals can go to, with the people to call and the keys that packages are sealed with. */
export function AgenciesList({ agencies, manageOff, checkOff }: AgenciesListProps) {
  if (agencies.length === 0) {
    return (
      <EmptyState title="No agency is in the directory" action={<AgencyForm disabledReason={manageOff} />}>
        A referral goes to an agency, sealed with a key of theirs that two people have seen to: one adds it, another has it read back by telephone.
      </EmptyState>
    );
  }
  return (
    <LastTry>
      <Table caption="Agencies">
        <thead>
          <tr>
            <Th>Agency</Th>
            <Th>Contact</Th>
            <Th>Keys</Th>
            <Th><span className="sr-only">What can be done</span></Th>
          </tr>
        </thead>
        <tbody>
          {agencies.map((agency) => (
            <Tr key={agency.id} className="align-top">
              <Td isWrapping className="min-w-44">
                <span className="font-medium">{agency.name}</span>
                <span className="block text-sm text-muted">
                  {agency.country}
                  {agency.unit && `, ${agency.unit}`}
                </span>
                {agency.retiredAt && (
                  <span className="mt-1 block">
                    <Pill>Retired</Pill> <span className="text-sm text-muted"><TimeText at={agency.retiredAt} form="date" /></span>
                  </span>
                )}
              </Td>
              <Td isMuted isWrapping className="min-w-44">
                <span className="block text-text">{agency.contactName}</span>
                <span className="block text-sm">{agency.phone}</span>
                <span className="block text-sm">{agency.email}</span>
              </Td>
              <Td isWrapping className="w-1/2 min-w-72">
                <AgencyKeys agency={agency} manageOff={manageOff} checkOff={checkOff} />
              </Td>
              <Td>
                {!agency.retiredAt && (
                  <span className="grid justify-items-start gap-1.5">
                    <AgencyForm key={agency.updatedAt} agency={agency} disabledReason={manageOff} />
                    <AddKey agency={agency} disabledReason={manageOff} />
                    <RetireAgency agency={agency} disabledReason={manageOff} />
                  </span>
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </LastTry>
  );
}
