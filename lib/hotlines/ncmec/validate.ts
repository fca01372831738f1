import { checkNode, type GrammarProblem } from './check-node';
import { FILE_DETAILS, type FileDetails, REPORT, type Report } from './grammar';

/**
 * What the authority would refuse in a report, by its grammar and by the rules that the grammar cannot say.
 * An empty list means that it can be sent.
 */
export function validateReport(report: unknown, now: Date): GrammarProblem[] {
  const problems = checkNode(REPORT, report);
  if (problems.length > 0) return problems;
  const { incidentDateTime } = (report as Report).incidentSummary;
  if (Date.parse(incidentDateTime) <= now.getTime()) return [];
  return [{ path: 'incidentSummary/incidentDateTime', message: 'must not be in the future' }];
}

export function validateFileDetails(details: unknown): GrammarProblem[] {
  const problems = checkNode(FILE_DETAILS, details);
  return problems.length > 0 ? problems : checkSupplemental(details as FileDetails);
}

/**
 * A supplemental file is context, so it carries no class and no meme mark. The authority notices only at /finish,
 * when nothing can be mended any more.
 */
export function checkSupplemental(details: FileDetails): GrammarProblem[] {
  if (details.fileRelevance !== 'Supplemental Reported') return [];
  const message = 'cannot be given for a supplemental file';
  return [
    ...(details.industryClassification === undefined ? [] : [{ path: 'industryClassification', message }]),
    ...(details.potentialMeme === undefined ? [] : [{ path: 'potentialMeme', message }]),
    ...(details.fileAnnotations?.potentialMeme ? [{ path: 'fileAnnotations/potentialMeme', message }] : []),
  ];
}
