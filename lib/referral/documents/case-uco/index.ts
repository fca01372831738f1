import { Readable } from 'node:stream';
import type { ReferralFacts } from '../../facts';
import type { Part } from '../../package/part';
import { accountNodes, accountsOf } from './accounts';
import { actNodes } from './acts';
import { exhibitNodes } from './exhibits';
import { CONTEXT, type Node, namesOf } from './graph';
import { investigationId, investigationNodes } from './investigation';
import { parties } from './parties';

const CASE_PATH = 'data/case.jsonld';

function* nodesOf(facts: ReferralFacts): Generator<Node> {
  const names = namesOf(facts);
  const accounts = accountsOf(names, facts);
  yield* investigationNodes(names, facts);
  yield* parties(names, facts);
  yield* accountNodes(names, facts, investigationId(names, facts.referral));
  yield* exhibitNodes(names, accounts, facts);
  yield* actNodes(names, facts);
}

/** The document piece by piece, a thing a line. */
function* writeCase(facts: ReferralFacts): Generator<string> {
  yield `{"@context":${JSON.stringify(CONTEXT)},"@graph":[`;
  let separator = '\n';
  for (const node of nodesOf(facts)) {
    yield `${separator}${JSON.stringify(node)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

/**
 * The case in CASE/UCO 1.4 as JSON-LD: files with hashes, messages and threads, accounts, exhibits as provenance records,
 * what was done by whom, and by what right it is handed over. The same facts give the same bytes.
 * @see https://caseontology.org
 */
export const caseJsonLd = (facts: ReferralFacts): string => [...writeCase(facts)].join('');

/** The same as a file of the package, written while it is packed. */
export const casePart = (facts: ReferralFacts): Part => ({ path: CASE_PATH, content: () => Promise.resolve(Readable.from(writeCase(facts), { objectMode: false })) });
