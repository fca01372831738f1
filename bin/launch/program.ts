import { spawn } from 'node:child_process';
import { Trouble } from './trouble';

/**
 * Runs one of our programs to its end, with the conditions under which server-only modules load.
 * @returns what it printed.
 */
export function runProgram(path: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = ['--conditions=react-server', '--import', 'tsx', path];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [said, complaint] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { complaint += chunk.toString(); });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(said);
      else reject(new Trouble(`${path} failed: ${complaint.trim().split('\n').slice(-8).join('\n    ')}`, 'Nothing was started. Empty the data folder to begin again.'));
    });
  });
}
