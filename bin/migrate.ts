// The deployment's migration step: brings the database to this version and gives the application's role the password
// that stands in DATABASE_URL. Needs MIGRATION_DATABASE_URL (an owner's address); see docs and compose.yaml.
import { deployMigrations } from '../prisma/engine/deploy';
import { reachDatabase } from './launch/database';
import { provision } from './launch/provision';
import { Trouble } from './launch/trouble';

try {
  const { DATABASE_URL, MIGRATION_DATABASE_URL } = process.env;
  if (!DATABASE_URL || !MIGRATION_DATABASE_URL) {
    throw new Trouble('DATABASE_URL and MIGRATION_DATABASE_URL are both needed.', 'The first is the application’s address, the second the owner’s; see .env.example.');
  }
  await reachDatabase(MIGRATION_DATABASE_URL);
  const applied = await deployMigrations(MIGRATION_DATABASE_URL);
  await provision(MIGRATION_DATABASE_URL, decodeURIComponent(new URL(DATABASE_URL).password));
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
} catch (error) {
  console.error(error instanceof Trouble ? `${error.message}\n${error.remedy}` : error);
  process.exit(1);
}
