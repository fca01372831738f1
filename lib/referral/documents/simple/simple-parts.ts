import type { ReferralFacts } from '../../facts';
import type { Part } from '../../package/part';
import { readme } from './readme';
import { tables } from './tables';

/**
 * What a package of the profiles simple and report only has beside report.pdf, the files and the manifest: README.txt and
 * the tables. The two profiles have the same tables; in a report without files, files.csv has their hashes and no paths.
 */
export function simpleParts(facts: ReferralFacts): Part[] {
  return [{ path: 'README.txt', content: readme(facts) }, ...tables(facts)];
}
