import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const hasAll = () => ['java', 'qpdf', 'pdftotext'].every((program) => spawnSync(program, ['--version']).error === undefined) && existsSync('/usr/share/java/preflight.jar');

/** Gets what judges and reads PDF documents from Debian when it is missing and we may install it. Tests find out by themselves, and say so. */
export function obtainPdfTools(): void {
  if (hasAll() || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args: string[]) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
  if (run('update').status === 0) run('install', '-y', '--no-install-recommends', 'qpdf', 'poppler-utils', 'default-jre-headless', 'libpdfbox2-java', 'libactivation-java', 'libjaxb-api-java');
}
