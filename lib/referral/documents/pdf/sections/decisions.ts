import { DANGERS } from '@/lib/review/schema';
import type { DecisionFacts } from '../../../facts';
import { basisWords, idWords, momentWords, sentence } from '../../words';
import type { Row, Text } from '../paper/row';
import type { Book } from './book';
import { paragraph, plain, quiet, strong, table } from './rows';

/** Every decision about every exhibit, with what it rested on. */
export function* decisions({ facts: { exhibits }, width }: Book): Generator<Row> {
  if (exhibits.every((exhibit) => exhibit.decisions.length === 0)) {
    yield paragraph('Nothing had been decided when this was made.', width);
    return;
  }
  const rows = exhibits.flatMap(({ name, decisions: made }) => made.map((decision) => ({ cells: [[strong(name)], momentWords(decision.at), decision.by, detailsOf(decision)] })));
  yield* table([{ title: 'Exhibit', width: 52 }, { title: 'When (UTC)', width: 108 }, { title: 'By', width: 62 }, { title: 'Decision' }], rows, width);
}

function detailsOf({ words, basis, incidentType, annotations, dangerNow, dangerReason, policyVersion }: DecisionFacts): Text[] {
  // A danger that a later version of the desk names is said by its id.
  const dangers: Readonly<Record<string, string>> = DANGERS;
  return [
    strong(words),
    plain(`Made on ${basisWords(basis)}`),
    ...(incidentType ? [plain(`Kind of incident: ${incidentType}`)] : []),
    ...(annotations.length > 0 ? [plain(`Marked: ${annotations.map(idWords).join(', ')}`)] : []),
    ...(dangerNow.length > 0 ? [plain(`Danger now: ${dangerNow.map((danger) => dangers[danger] ?? sentence(idWords(danger))).join(', ')}`)] : []),
    ...(dangerReason ? [plain(`Why: ${dangerReason}`)] : []),
    quiet(`Policy ${policyVersion}`),
  ];
}
