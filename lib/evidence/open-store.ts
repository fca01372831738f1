import { config } from '@/lib/kernel';
import { localFolder } from './local-folder';
import type { EvidenceStore } from './store';

/** The store that the configuration names. */
export function evidenceStore(): EvidenceStore {
  return localFolder(config().EVIDENCE_DIR);
}
