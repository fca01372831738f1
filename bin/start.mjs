// npm start: everything on this machine, with one command.
import { bootstrap, runTypeScript } from './bootstrap.mjs';

process.stdout.write('\nWatchkeeper\n');
bootstrap();
await runTypeScript('bin/launch/start.ts');
