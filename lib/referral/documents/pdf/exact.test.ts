import { expect, test } from 'vitest';
import type { ReferralFacts } from '../../facts';
import { sampleFacts } from '../../testing';
import { verifyWords } from '../verify-words';
import { chapters } from './sections/chapters';

// What stands in these pages is read out in court: each sentence has to be true of every referral that it can stand in.

/** What is to be written on the pages, whatever they break. */
function pagesOf(facts: ReferralFacts): { says: (text: string) => boolean } {
  const rows = [...chapters({ facts, width: 500, pageOf: () => '' })];
  const all = rows.flatMap(({ cells }) => cells.flatMap(({ texts }) => texts.map(({ text }) => text))).join(' ');
  return { says: (text) => all.includes(text) };
}

const facts = sampleFacts();
const scoped = (scope: Partial<ReferralFacts['referral']['scope']>, more: Partial<ReferralFacts> = {}) => sampleFacts({ ...more, referral: { ...facts.referral, scope: { ...facts.referral.scope, ...scope } } });

test('whoever released it did so when they did, and not when packing began', () => {
  const { says } = pagesOf(facts);
  expect([says('Released by LI-01 2026-11-23 08:58:00 UTC'), says('Released by LI-01 2026-11-23 09:00:00 UTC')]).toEqual([true, false]);
});

test('the custody log says which events it tells, and that there are others', () => {
  const [whole, without] = [pagesOf(facts), pagesOf(scoped({ withReports: false }))];
  for (const { says } of [whole, without]) expect([says('Every event'), says('handed it to Example Police, Cybercrime. Other events of the log are not told: attempts that were refused')]).toEqual([false, true]);
  expect([whole.says('decided about it, reported it to a hotline,'), without.says('decided about it, and handed it'), without.says('reports to hotlines, unless a file was taken along for one, notes')]).toEqual([true, true, true]);
});

test('that the log’s own words are kept back is said where they are, and only there', () => {
  const words = 'Where the log’s own words hold something that does not leave the company, their hash is in their place.';
  const withheld = sampleFacts({ custody: facts.custody.map((entry, at) => (at === 1 ? { ...entry, leaf: null } : entry)) });
  expect([pagesOf(facts).says(words), pagesOf(withheld).says(words)]).toEqual([false, true]);
});

test('nobody is told that nothing keeps the material: what is told of is said, and that there may be more', () => {
  const none = [pagesOf(scoped({}, { clocks: [] })), pagesOf(scoped({ withReports: false }, { clocks: [] }))];
  for (const { says } of none) expect([says('No clock'), says('There was none of it when this was made.'), says('The company may have to keep the material for other reasons, which are not told.')]).toEqual([false, true, true]);
  expect(none.map(({ says }) => says('Told here is only what Example Police, Cybercrime asked to be kept: reports to hotlines, after which the law asks for more, are not part of this package.'))).toEqual([false, true]);
  const some = pagesOf(facts);
  expect([some.says('stays preserved as long as'), some.says('is kept at least until it ends, unless an authority')]).toEqual([false, true]);
});

test('redactions are of texts, and may have missed something', () => {
  const { says } = pagesOf(facts);
  expect([says('none of its bytes'), says('Only texts were gone through: pictures, sound, films and what a file says of itself are as they were received.'), says('A spelling that nobody foresaw can have stayed')]).toEqual([false, true, true]);
});

test('what the dates left out is not said to have never been there', () => {
  const { says } = pagesOf(scoped({}, { exhibits: facts.exhibits.map((exhibit) => ({ ...exhibit, messages: [], files: [] })) }));
  expect([says('No messages came with it'), says('The exhibits hold no files'), says('No messages of it are handed over.'), says('No files are handed over with the exhibits.')]).toEqual([false, false, true, true]);
});

test('that there is no report is said of these exhibits, and of those that were not withdrawn', () => {
  const { says } = pagesOf(scoped({}, { reports: [] }));
  expect([says('No report had been drawn up'), says('No report about these exhibits had been filed or drawn up when this was made, but for any that was withdrawn before it was filed.')]).toEqual([false, true]);
});

test('VERIFY.txt sends nobody to reasons that stand nowhere', () => {
  const words = verifyWords(facts).replace(/\s+/g, ' ');
  expect(words).not.toContain('and why');
  expect(words).toContain('What was chosen to be handed over stands in data/report.pdf, under "Legal basis and scope"; what was taken out of it is counted there, under "Redactions".');
});
