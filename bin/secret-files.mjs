// Preloaded in containers (`node --import ./bin/secret-files.mjs …`): a secret that is mounted as a file, NAME_FILE,
// becomes the variable NAME, so that none has to stand in a compose file or in `docker inspect`.
import { readFileSync } from 'node:fs';

const NAMES = ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'NEXTAUTH_SECRET', 'NCMEC_USERNAME', 'NCMEC_PASSWORD', 'OIDC_CLIENT_SECRET', 'EVIDENCE_S3_ACCESS_KEY_ID', 'EVIDENCE_S3_SECRET_ACCESS_KEY'];

for (const name of NAMES) {
  const file = process.env[`${name}_FILE`];
  if (file) process.env[name] = readFileSync(file, 'utf8').trim();
}
