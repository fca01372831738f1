import { Section } from '@/app/_ui/section';
import type { HotlinesPage } from '@/lib/reporting';
import { ApprovalRules } from './approval-rules';
import { HotlinesTable } from './hotlines-table';
import { PortalsTable } from './portals-table';
import { WebhooksTable } from './webhooks-table';

interface SettingsProps {
  page: Promise<HotlinesPage>;
  /** Why the viewer can change nothing, or undefined. */
  manageOff: string | undefined;
}

const LEAD = 'max-w-[72ch] px-4 pt-1 pb-3 text-muted';

/** The whole of the page: what the desk sends to by itself, what people hand in, who else has to agree, who is told. */
export async function Settings({ page, manageOff }: SettingsProps) {
  const { hotlines, rules, webhooks } = await page;
  return (
    <>
      <Section as="h2" title="Sent by the desk" className="px-0 [&>div:first-child]:px-4">
        <p className={LEAD}>Tests and real reports have addresses, credentials and switches of their own. This deployment uses one of the two; which one is its configuration’s to say.</p>
        <HotlinesTable hotlines={hotlines.filter(({ channel }) => channel !== 'portal')} manageOff={manageOff} />
      </Section>
      <Section as="h2" title="When a second person has to agree" className="px-0 [&>div:first-child]:px-4">
        <p className={LEAD}>Known means that every file matches a verified list exactly. Where a child is in danger now, nobody waits for anybody.</p>
        <ApprovalRules rules={rules} hotlines={hotlines.map(({ id, name }) => ({ id, name }))} manageOff={manageOff} />
      </Section>
      <Section as="h2" title="Where platforms are told of filed reports" className="px-0 [&>div:first-child]:px-4">
        <p className={LEAD}>After filing, a platform hears its own ids and what to do: remove, suspend, preserve. Neither the hotline nor what was found is in it.</p>
        <WebhooksTable webhooks={webhooks} manageOff={manageOff} />
      </Section>
      <Section as="h2" title="Handed in on the authority’s form" className="px-0 [&>div:first-child]:px-4">
        <p className={LEAD}>The desk prepares a packet, and a person hands it in. There is nothing to set.</p>
        <PortalsTable hotlines={hotlines.filter(({ channel }) => channel === 'portal')} />
      </Section>
    </>
  );
}
