import type { Courier } from '@/lib/hotlines';
import { type Filing, callerOf, getStuck, save, settle } from './filing';
import type { Contents } from './ledger';
import { brokenWords, isBroken, sending } from './send-file';
import { markFiled } from './steps';

const HOUR_MS = 3_600_000;
const REMIND_MS = { ordinary: 24 * HOUR_MS, urgent: HOUR_MS };
/** Items of the most severe band, by lib/intake/rules.ts. */
const IMMINENT_BELOW = 1_000;

/** When somebody is reminded that a reference is still to be entered: sooner where somebody is in danger now. */
function remindAt({ machine: { clock }, report: { urgency } }: Filing, { body: { facts } }: Contents): Date {
  const isUrgent = urgency < IMMINENT_BELOW || (facts?.items ?? []).some(({ decision }) => decision.dangerNow.length > 0);
  return new Date(clock.now().getTime() + (isUrgent ? REMIND_MS.urgent : REMIND_MS.ordinary));
}

/** A person hands it in: from here on it waits for the authority's reference. */
export async function handIn(filing: Filing, contents: Contents): Promise<void> {
  await save(filing, 'awaiting_reference', { set: { remindAt: remindAt(filing, contents), problem: null, retryAt: null } });
}

/**
 * Sends a report in one piece, by a gateway or by mail. Its key is the report's own, the same however often it is sent:
 * after a crash between the sending and its saved answer it is sent again, and the other side can tell.
 */
export async function deliver(filing: Filing, courier: Courier, contents: Contents): Promise<void> {
  const { body: { facts }, files } = contents;
  if (!facts) return getStuck(filing, { to: 'needs_attention', problem: 'This report was made before it could be sent this way.', code: 'no_facts' });
  const parts = files.map(sending);
  const parcel = { key: filing.report.id, facts, files: parts.map(({ file }) => file) };
  const answer = await courier.deliver(parcel, { signal: filing.signal }).finally(() => parts.forEach((part) => part.close()));
  const call = { name: 'deliver', answer };
  const broken = parts.findIndex(isBroken);
  const file = files[broken];
  if (file) {
    await filing.machine.ledger.foundBroken(callerOf(filing), file);
    return getStuck(filing, { to: 'needs_attention', problem: brokenWords(broken), code: 'broken_seal', call: { ...call, outcome: 'broken_seal' } });
  }
  if (answer.kind !== 'ok') return settle(filing, 'deliver', answer);
  const { reference } = answer.value;
  if (reference !== null) return markFiled(filing, courier.name, reference, call);
  await save(filing, 'awaiting_reference', { call, news: 'answered', set: { remindAt: remindAt(filing, contents), problem: null, retryAt: null } });
}
