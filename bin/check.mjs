// npm run check: everything that can be judged without running the product.
import { bootstrap, runTypeScript } from './bootstrap.mjs';

bootstrap();
await runTypeScript('bin/checks/run-checks.ts');
