import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** What the company knows of one of its people; tests change it while the issuer runs. */
export interface CompanyAccount {
  name: string;
  email: string;
  groups: string[];
  /** How it makes sure who they are (RFC 8176). */
  amr: string[];
}

export interface Issuer {
  /** The issuer's identifier, which is its address. */
  readonly address: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly accounts: Map<string, CompanyAccount>;
  stop(): Promise<void>;
}

interface OidcContext {
  oidc: { client: { clientId: string }; session: { accountId?: string }; provider: Provider };
}

const SCOPES = 'openid email profile';
const page = (uid: string) => `<!doctype html><html lang="en"><title>Company</title><h1>Company sign-in</h1>
<form method="post" action="/interaction/${encodeURIComponent(uid)}"><label>Account <input name="account" autofocus></label><button>Continue</button></form></html>`;

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString());
}

function configuration(accounts: Issuer['accounts'], client: { id: string; secret: string; redirectUri: string }) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirectUri], grant_types: ['authorization_code'], response_types: ['code'] }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { openid: ['sub', 'groups', 'amr'], email: ['email'], profile: ['name'] },
    // As companies' issuers do: what was asked for stands in the ID token itself.
    conformIdTokenClaims: false,
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, accountId: string) => {
      const account = accounts.get(accountId);
      return account && { accountId, claims: () => ({ sub: accountId, ...account }) };
    },
    // Everybody has agreed beforehand, as within a company.
    loadExistingGrant: async ({ oidc }: OidcContext) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId ?? '' });
      grant.addOIDCScope(SCOPES);
      await grant.save();
      return grant;
    },
  };
}

/** A real OpenID Connect issuer on a loopback port, whose login asks for an account's name and nothing else. */
export async function startIssuer(deskAddress: string): Promise<Issuer> {
  const accounts = new Map<string, CompanyAccount>();
  const [clientId, clientSecret] = ['desk', randomBytes(32).toString('base64url')];
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(address, configuration(accounts, { id: clientId, secret: clientSecret, redirectUri: `${deskAddress}/api/auth/callback/company` }));
  const speak = provider.callback();

  async function logIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(page((request.url ?? '').split('/').at(-1) ?? ''));
      return;
    }
    const accountId = (await readForm(request)).get('account') ?? '';
    await provider.interactionFinished(request, response, { login: { accountId, amr: accounts.get(accountId)?.amr ?? [], remember: false } });
  }
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/interaction/')) void logIn(request, response);
    else speak(request, response);
  });

  return {
    address, clientId, clientSecret, accounts,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
