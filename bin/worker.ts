/** The worker as a program of its own, started with the arguments in lib/kernel/programs.ts. Settings are in .env.example. */
import { log } from '@/lib/kernel';
import { startWorker } from '@/lib/jobs/worker';

const worker = await startWorker().catch((error: unknown) => {
  log.fatal({ err: error }, 'The worker could not start');
  process.exit(1);
});
log.info('The worker takes jobs');

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void worker.stop().then(() => process.exit(0));
  });
}

await worker.ended.catch((error: unknown) => {
  log.fatal({ err: error }, 'The worker ended by itself');
  process.exit(1);
});
