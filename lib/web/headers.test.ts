import { expect, test } from 'vitest';
import { DOWNLOAD_ANSWER, EVERY_ANSWER, MACHINE_ANSWER, contentPolicy, pageAnswer, transportSecurity } from './headers';

const plain = { nonce: 'bm9uY2U=', address: 'http://localhost:3000' } as const;
const secure = { ...plain, address: 'https://desk.example.com' } as const;

function directives(policy: string): Map<string, string[]> {
  return new Map(policy.split('; ').map((directive) => directive.split(' ')).map(([name = '', ...sources]) => [name, sources]));
}

test('no policy lets inline or made-up code or style through, nor anything from another origin', () => {
  for (const policy of [contentPolicy(plain), contentPolicy(secure), MACHINE_ANSWER['Content-Security-Policy'], DOWNLOAD_ANSWER['Content-Security-Policy']]) {
    const sources = [...directives(policy ?? '').values()].flat();
    expect(sources.filter((source) => /unsafe|\*|:\/\/|data:|https?:/.test(source))).toEqual([]);
  }
});

test('what the policy does not name is refused, and scripts and styles need the nonce of this one answer', () => {
  const policy = directives(contentPolicy(plain));
  for (const name of ['default-src', 'object-src', 'base-uri', 'frame-ancestors']) expect(policy.get(name)).toEqual(["'none'"]);
  expect(policy.get('script-src')).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"]);
  expect(policy.get('style-src')).toEqual(["'self'", "'nonce-bm9uY2U='"]);
  expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
});

test('a form may end at the company’s issuer only where company sign-on is configured', () => {
  expect(directives(contentPolicy(plain)).get('form-action')).toEqual(["'self'"]);
  const policy = directives(contentPolicy({ ...plain, issuer: 'https://login.example.com/realms/desk' }));
  expect(policy.get('form-action')).toEqual(["'self'", 'https://login.example.com']);
});

test('HTTPS is asked for exactly where the desk is served over it', () => {
  expect(pageAnswer(plain)).not.toHaveProperty('Strict-Transport-Security');
  expect(contentPolicy(plain)).not.toContain('upgrade-insecure-requests');
  expect(pageAnswer(secure)).toMatchObject(transportSecurity(secure.address));
  expect(transportSecurity(secure.address)['Strict-Transport-Security']).toMatch(/^max-age=\d{8}/);
  expect(contentPolicy(secure)).toMatch(/; upgrade-insecure-requests$/);
});

test('pages and answers for programs are kept by no cache, framed by no other site, and tell nobody where one came from', () => {
  for (const answer of [pageAnswer(plain), MACHINE_ANSWER, DOWNLOAD_ANSWER]) {
    expect(answer).toMatchObject({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' });
    expect(answer['X-Frame-Options']).toMatch(/^(DENY|SAMEORIGIN)$/);
    expect(answer).toMatchObject({ 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Resource-Policy': 'same-origin' });
  }
  expect(EVERY_ANSWER).not.toHaveProperty('Cache-Control');
});
