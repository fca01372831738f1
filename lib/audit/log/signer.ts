import { readFileSync } from 'node:fs';
import { config } from '@/lib/kernel';
import { type NoteSigner, signerOf } from './note-keys';

/** The name that stands in every checkpoint. It outlives addresses, so a deployment that may move sets it. */
function logName(): string {
  const { AUDIT_LOG_NAME, NEXTAUTH_URL } = config();
  return AUDIT_LOG_NAME ?? `${new URL(NEXTAUTH_URL).host}/audit`;
}

/**
 * The log's signer out of AUDIT_KEY_FILE. A key that a service keeps takes its place by answering the same interface.
 * @throws Error when the file is not named, cannot be read, or holds another kind of key.
 */
export function fileSigner(): NoteSigner {
  const { AUDIT_KEY_FILE: file } = config();
  if (!file) throw new Error('AUDIT_KEY_FILE is not set: without a key the audit log cannot be signed.');
  return signerOf(logName(), readFileSync(file, 'utf8'));
}
