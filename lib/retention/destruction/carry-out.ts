import { type Result, fail, ok } from '@/lib/kernel';
import { type DestroyTools, destroyEvidence } from './execute';

/** What became of a destruction: that it is done, or in words why nothing was destroyed. */
export interface CarriedOut {
  readonly isDone: boolean;
  readonly words: string;
}

/**
 * Does a destruction at once that two people agreed to, or goes on with one that was cut short: the operator's way, where no worker
 * runs. It adds no way to destroy. What nobody agreed to is refused, what keeps it is asked as the worker asks, in the same
 * transaction, and the row, the entries and the certificate are those of any other.
 * @param number what people say aloud: D-2026-00003.
 */
export async function carryOut(tools: DestroyTools, { number }: { readonly number: string }): Promise<Result<CarriedOut>> {
  const found = await tools.client.destruction.findUnique({ where: { number }, select: { id: true, state: true } });
  if (!found) return fail('not_found', 'There is no destruction of that number. Ask for one on the page of retention; somebody else agrees to it there.');
  if (found.state === 'awaiting_approval') return fail('conflict', 'Nobody has agreed to it yet: a second person does, on the page of retention. Nothing was destroyed.');
  if (found.state === 'withdrawn') return fail('conflict', 'It was withdrawn. Nothing was destroyed; whoever still wants it asks again.');
  await destroyEvidence(tools, { destructionId: found.id });
  const { state, outcome } = await tools.client.destruction.findUniqueOrThrow({ where: { id: found.id }, select: { state: true, outcome: true } });
  if (state === 'done') return ok({ isDone: true, words: outcome ?? 'Destroyed. Its certificate is on the page of retention.' });
  return ok({ isDone: false, words: outcome ?? 'It is not done yet. Run this again.' });
}
