/**
 * Node's arguments for the worker as a process of its own. Its young objects get little room, since they die young:
 * with Node's own 16 MiB for each half the process holds some 50 MiB more, and it shares 512 MiB with its decoder.
 */
export const WORKER = ['--max-semi-space-size=2', '--conditions=react-server', '--import', 'tsx', 'bin/worker.ts'] as const;
