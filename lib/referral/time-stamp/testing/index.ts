import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) console.warn('Skipped: openssl is not on this machine');

/** What the authority's certificate is for; another one makes an authority that must not be believed. */
type Purpose = 'timeStamping' | 'serverAuth';
type Kind = 'rsa' | 'ec';

const configuration = (folder: string, essHash: string) => `
[ca_ext]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[timeStamping_ext]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[serverAuth_ext]
extendedKeyUsage = critical,serverAuth
[tsa]
serial = ${folder}/serial
signer_cert = ${folder}/tsa.pem
certs = ${folder}/ca.pem
signer_key = ${folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1, millisecs:500, microsecs:100
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = ${essHash}
`;

const openssl = (...args: string[]) => {
  const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`);
};

function makeCertificates(folder: string, purpose: Purpose, kind: Kind): void {
  const at = (name: string) => join(folder, name);
  const newKey = kind === 'rsa' ? ['-newkey', 'rsa:2048'] : ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  openssl('req', '-x509', ...newKey, '-nodes', '-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=Drill root', '-days', '30', '-config', at('cnf'), '-extensions', 'ca_ext');
  openssl('req', '-new', ...newKey, '-nodes', '-keyout', at('tsa.key'), '-out', at('tsa.csr'), '-subj', '/O=Drill/CN=Drill time', '-config', at('cnf'));
  openssl('x509', '-req', '-in', at('tsa.csr'), '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '20', '-out', at('tsa.pem'), '-extfile', at('cnf'), '-extensions', `${purpose}_ext`);
}

export interface AuthorityOptions {
  readonly purpose?: Purpose;
  readonly kind?: Kind;
  /** What the token names its certificate by. */
  readonly essHash?: 'sha1' | 'sha256';
  /** Answers in place of the authority. */
  readonly instead?: RequestListener;
  /** Changes the request before the authority sees it, or its answer before it leaves. */
  readonly onRequest?: (query: Buffer) => Buffer;
  readonly onAnswer?: (answer: Buffer) => Buffer;
}

/** A time-stamping authority on loopback: openssl signs, with a certificate of a root of its own. */
export async function openAuthority({ purpose = 'timeStamping', kind = 'rsa', essHash = 'sha256', instead, onRequest = (query) => query, onAnswer = (answer) => answer }: AuthorityOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  const at = (name: string) => join(folder, name);
  writeFileSync(at('cnf'), `[req]\ndistinguished_name = name\n[name]\n${configuration(folder, essHash)}`);
  writeFileSync(at('serial'), '1000\n');
  if (!instead) makeCertificates(folder, purpose, kind);

  let asked = 0;
  const answer = async (query: Buffer): Promise<Buffer> => {
    asked += 1;
    const [file, reply] = [at(`${asked}.tsq`), at(`${asked}.tsr`)];
    writeFileSync(file, onRequest(query));
    await promisify(execFile)('openssl', ['ts', '-reply', '-config', at('cnf'), '-section', 'tsa', '-queryfile', file, '-out', reply]);
    return onAnswer(readFileSync(reply));
  };
  const server = createServer(instead ?? ((request, response) => {
    void buffer(request).then(answer).then(
      (bytes) => response.setHeader('content-type', 'application/timestamp-reply').end(bytes),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** The root in PEM: what somebody who trusts this authority has of it. */
    rootFile: at('ca.pem'),
    /** What `openssl ts -verify` says about an answer for bytes, by this authority’s root. */
    verify(answered: Uint8Array, bytes: string | Uint8Array): { status: number | null; said: string } {
      writeFileSync(at('data'), bytes);
      writeFileSync(at('answer.tsr'), answered);
      const { status, stdout, stderr } = spawnSync('openssl', ['ts', '-verify', '-data', at('data'), '-in', at('answer.tsr'), '-CAfile', at('ca.pem')], { encoding: 'utf8' });
      return { status, said: stdout + stderr };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}
