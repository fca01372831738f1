// What every answer says to the browser that receives it. Pure and light: proxy.ts and next.config.ts load this file
// alone, before there is a session, a database or a configuration.

type HeaderValues = Readonly<Record<string, string>>;

/** The request's path and query as proxy.ts saw them, for the way back after signing in. Never the caller's own words. */
export const PATH_HEADER = 'x-watchkeeper-path';

/** What the desk does not use is off for everyone; what it does use is for its own origin. */
const PERMISSIONS_POLICY = Object.entries({
  accelerometer: '()',
  autoplay: '()',
  camera: '()',
  'clipboard-read': '()',
  'clipboard-write': '(self)',
  'display-capture': '()',
  'encrypted-media': '()',
  fullscreen: '()',
  gamepad: '()',
  geolocation: '()',
  gyroscope: '()',
  hid: '()',
  'idle-detection': '()',
  'local-fonts': '()',
  magnetometer: '()',
  microphone: '()',
  midi: '()',
  payment: '()',
  'picture-in-picture': '()',
  'publickey-credentials-create': '(self)',
  'publickey-credentials-get': '(self)',
  'screen-wake-lock': '()',
  serial: '()',
  'storage-access': '()',
  usb: '()',
  'window-management': '()',
  'xr-spatial-tracking': '()',
}).map(([feature, allowed]) => `${feature}=${allowed}`).join(', ');

/** A policy for what is no page: nothing in it may run, load, send or be framed. */
const INERT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * On every answer, files of the build included: no sniffing, no framing, no referrer, no sharing with other origins.
 * Pages have a policy of their own instead of this one.
 */
export const EVERY_ANSWER: HeaderValues = {
  'Content-Security-Policy': INERT,
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': PERMISSIONS_POLICY,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** On whatever is made for one person at one moment. */
const NO_STORE: HeaderValues = { 'Cache-Control': 'no-store' };

/** Answers for programs, and bytes. */
export const MACHINE_ANSWER: HeaderValues = { ...EVERY_ANSWER, ...NO_STORE };

/** A download that a form asks for: its refusal is read by the page, from a hidden frame of the desk's own. */
export const DOWNLOAD_ANSWER: HeaderValues = {
  ...MACHINE_ANSWER,
  'Content-Security-Policy': INERT.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
  'X-Frame-Options': 'SAMEORIGIN',
};

interface PageOptions {
  /** Base64, of one answer only. */
  readonly nonce: string;
  /** The desk's own address. */
  readonly address: string;
  /** The company's issuer: pressing its button posts a form that ends there. */
  readonly issuer?: string | undefined;
}

/**
 * What a page may load and run: the build's own files, and inline parts that carry the nonce. Styles have no
 * `unsafe-inline`, so markup that slips in cannot even hide something.
 * @see https://www.w3.org/TR/CSP3/
 */
export function contentPolicy({ nonce, address, issuer }: PageOptions): string {
  return Object.entries({
    'default-src': "'none'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'`,
    'style-src': `'self' 'nonce-${nonce}'`,
    'img-src': "'self' blob:",
    'media-src': "'self' blob:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'frame-src': "'self'",
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': issuer ? `'self' ${new URL(issuer).origin}` : "'self'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'default nextjs',
    ...(isSecure(address) && { 'upgrade-insecure-requests': '' }),
  }).map((directive) => directive.join(' ').trim()).join('; ');
}

/** The headers of a page, and of what Next.js sends to update one. */
export function pageAnswer(options: PageOptions): HeaderValues & { readonly 'Content-Security-Policy': string } {
  return { ...EVERY_ANSWER, ...NO_STORE, ...transportSecurity(options.address), 'Content-Security-Policy': contentPolicy(options) };
}

const isSecure = (address: string) => address.startsWith('https://');

/** Two years of HTTPS only, said where the desk is served over it; over plain HTTP browsers must ignore it. */
export function transportSecurity(address: string): HeaderValues {
  return isSecure(address) ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {};
}
