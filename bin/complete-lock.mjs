// npm run lock:complete: adds to package-lock.json the packages of other platforms that npm has left out.
//
// Compiled packages come as one optional package a platform. npm drops from the lock file those that it could not reach
// when it wrote it (a registry mirror that lacks a platform is enough), and `npm ci` then refuses the lock file
// everywhere. What is missing is known all the same: its name and version stand in the package that asks for it, and its
// platform in its name. Only the hash is unknown; `npm install` on that platform fills it in.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOCK = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** Whether Node would find the package from the folder of the one that asks: beside it, or further up. */
function isLocked(packages, from, name) {
  const nested = from.split('/node_modules/');
  const folders = nested.map((_, depth) => nested.slice(0, depth + 1).join('/node_modules/'));
  return [...folders.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`].some((path) => path in packages);
}

/** @returns what the lock file leaves out: `{ path, version }` for each optional package that nothing stands for. */
export function missingOptional(lock) {
  const missing = new Map();
  for (const [from, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (!isLocked(lock.packages, from, name)) missing.set(`node_modules/${name}`, version);
    }
  }
  return [...missing].map(([path, version]) => ({ path, version }));
}

function describe(path, version) {
  if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${path} is asked for as ${version}: only exact versions can be added.`);
  const words = path.split(/[-/]/);
  const os = SYSTEMS.filter((name) => words.includes(name));
  const cpu = PROCESSORS.filter((name) => words.includes(name));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.some((word) => word.startsWith('gnu')) ? ['glibc'] : [];
  if (os.length + cpu.length === 0) throw new Error(`${path} does not say for which platform it is.`);
  return { version, ...(cpu.length && { cpu }), ...(libc.length && { libc }), optional: true, ...(os.length && { os }) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(LOCK, 'utf8'));
  const missing = missingOptional(lock);
  for (const { path, version } of missing) lock.packages[path] = describe(path, version);
  const [root, ...rest] = Object.entries(lock.packages);
  lock.packages = Object.fromEntries([root, ...rest.sort(([a], [b]) => a.localeCompare(b, 'en'))]);
  if (missing.length > 0) writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(missing.length === 0 ? 'The lock file is complete.' : `Added ${missing.length}: ${missing.map(({ path }) => path.replace('node_modules/', '')).join(', ')}.`);
}
