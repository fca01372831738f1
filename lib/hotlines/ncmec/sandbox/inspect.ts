import { storedDetails } from './protocol';
import type { Store, StoredFile, StoredReport } from './store';

/** What the sandbox received, as tests and people look at it. */
export interface InspectedFile extends StoredFile {
  /** As the description says; null when it does not say, or there is none. */
  readonly fileViewedByEsp: boolean | null;
  readonly fileRelevance: string | null;
}
export type InspectedReport = Omit<StoredReport, 'files'> & { readonly files: readonly InspectedFile[] };

/** Newest first. */
export function inspect(store: Store): InspectedReport[] {
  return store.list().toReversed().map((report) => ({ ...report, files: report.files.map(inspectFile) }));
}

function inspectFile(file: StoredFile): InspectedFile {
  const details = file.detailsXml === null ? undefined : storedDetails(file.detailsXml);
  return { ...file, fileViewedByEsp: details?.fileViewedByEsp ?? null, fileRelevance: details?.fileRelevance ?? null };
}
