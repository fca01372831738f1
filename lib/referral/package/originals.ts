import { openOriginalSlices } from '@/lib/evidence';
import type { FileFacts, ReferralFacts } from '../facts';
import type { Part } from './part';

/** The files of the exhibits that a package holds, by their path in it. */
export function filesByPath({ exhibits }: Pick<ReferralFacts, 'exhibits'>): ReadonlyMap<string, FileFacts> {
  return new Map(exhibits.flatMap(({ files }) => files.flatMap((file) => (file.path === null ? [] : [[file.path, file] as const]))));
}

/** Those files as parts: each opened when its turn comes, and held against its hash on record. */
export function originalParts(facts: Pick<ReferralFacts, 'exhibits'>): Part[] {
  return [...filesByPath(facts)].map(([path, { byteSize, sha256, source }]) => ({ path, byteSize, sha256, content: () => Promise.resolve(openOriginalSlices(source)) }));
}
