#!/usr/bin/env node
// Prisma's CLI starts whatever PRISMA_SCHEMA_ENGINE_BINARY names (prisma.config.ts names this file). The file must be
// executable as it stands, so it is plain JavaScript that hands over to TypeScript.
import { register } from 'tsx/esm/api';

register();
const { serve } = await import('./serve.ts');
process.exit(await serve(process.argv.slice(2)));
