import type { ReferralFacts } from '../../facts';
import { sampleFacts } from '../../testing';

const WORDS = 'stripes rows tomato garden letter window market river paper candle harbour ladder meadow kettle basket'.split(' ');

/** Of an invented language that never says the same twice for long: what remembers words would remember all of these. */
const text = (ordinal: number): string => Array.from({ length: 3 + (ordinal % 11) }, (_, at) => `${WORDS[(ordinal * 7 + at * 3) % WORDS.length]}${(ordinal * 31 + at) % 9_973}`).join(' ');

/** The sample with a conversation of so many messages in its first exhibit, a few of them flagged, some in Arabic, some with emoji. */
export function longFacts(messages: number): ReferralFacts {
  const facts = sampleFacts();
  const [first, ...others] = facts.exhibits;
  if (!first) throw new Error('The sample has no exhibit.');
  const start = first.occurredAt.getTime();
  const many = Array.from({ length: messages }, (_, ordinal) => {
    const sentAt = new Date(start + ordinal * 60_000);
    const more = ordinal % 50 === 7 ? ' 🍅 園丁' : ordinal % 50 === 9 ? ' شكرا جزيلا' : '';
    return { id: `long-${ordinal}`, externalId: `long-${ordinal}`, sender: ordinal % 2 === 0 ? 'A1' : 'A2', sentAt, sentAtText: sentAt.toISOString(), text: text(ordinal) + more, isFlagged: ordinal % 200 === 3, files: [] };
  });
  return { ...facts, exhibits: [{ ...first, messages: many }, ...others] };
}
