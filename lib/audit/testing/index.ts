import { fileSigner } from '../log/signer';
import { parseVerifierKey } from '../log/note-keys';
import { databaseSource } from '../verify/database-source';
import { type Verification, verifyLog } from '../verify/verify';

/** Verifies the log of a test's database as it stands. */
export async function verifyDatabase(url: string): Promise<Verification> {
  const source = await databaseSource(url);
  try {
    return await verifyLog({ source, verifier: parseVerifierKey(fileSigner().verifierKey) });
  } finally {
    await source.close();
  }
}
