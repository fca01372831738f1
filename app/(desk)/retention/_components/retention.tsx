import { Fact, Facts } from '@/app/_ui/facts';
import { Section } from '@/app/_ui/section';
import type { RetentionPage } from '@/lib/retention';
import { AskDestruction } from './ask-destruction';
import { DestructionsTable } from './destructions-table';
import { HoldsTable } from './holds-table';
import { KeptTable } from './kept-table';
import { PlaceHold } from './place-hold';

const cases = (count: number) => `${count} case${count === 1 ? '' : 's'}`;

/** The whole of the page, once it is known. */
export async function Retention({ page }: { page: Promise<RetentionPage> }) {
  const { now, holds, soon, free, kept, keptCount, destructions, erasuresWaiting, notViolatingDays, agencies } = await page;
  const today = now.slice(0, 10);
  const due = holds.filter(({ isDue }) => isDue).length;
  return (
    <>
      <Facts label="What is kept" kind="strip">
        <Fact label="Holds" value={holds.length === 0 ? 'None' : holds.length} detail={holds.length === 0 ? undefined : due === 0 ? 'none to be looked at' : `${due} to be looked at`} />
        <Fact label="Runs out within 31 days" value={soon.length === 0 ? 'Nothing' : cases(soon.length)} detail="clocks of filings, and holds" />
        <Fact label="Not violating" value={`${notViolatingDays} days`} detail="then destroyed by the desk itself" />
        <Fact label="Erasures" value={erasuresWaiting === 0 ? 'None waits' : `${erasuresWaiting} wait${erasuresWaiting === 1 ? 's' : ''}`} detail={erasuresWaiting === 0 ? undefined : 'for what still has to be kept'} />
      </Facts>
      <Section as="h2" title="Holds" end={<PlaceHold agencies={agencies} today={today} />}>
        <HoldsTable holds={holds} />
      </Section>
      <Section as="h2" title="Runs out within 31 days">
        <KeptTable caption="Cases that run out" rows={soon} none="Nothing that keeps a case ends within 31 days." />
      </Section>
      <Section as="h2" title="Nothing keeps these any more" end={<AskDestruction agencies={agencies} />}>
        <KeptTable
          caption="Cases that nothing keeps"
          rows={free}
          none="No closed case is without a clock, a hold or something open. What can go is listed here; two people destroy it."
          act={({ number }) => <AskDestruction agencies={agencies} caseNumber={number} />}
        />
      </Section>
      <Section as="h2" title="Destructions">
        <DestructionsTable rows={destructions} />
      </Section>
      <Section as="h2" title="Kept for longer" end={keptCount > kept.length ? `${kept.length} of ${keptCount}, those that end first` : undefined}>
        <KeptTable caption="Cases that are kept for longer" rows={kept} none="Nothing keeps a case for longer than 31 days from now." />
      </Section>
    </>
  );
}
