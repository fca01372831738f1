// npm test: unit, database and browser tests.
import { bootstrap, runTypeScript } from './bootstrap.mjs';

bootstrap();
await runTypeScript('bin/testing/run-tests.ts');
