import { LeadsInside } from './private-address';

const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Whether a call that failed certainly never reached the other side. */
export function neverConnected(error: unknown): boolean {
  if (error instanceof LeadsInside) return true;
  return error instanceof Error && (('code' in error && NEVER_CONNECTED.has(String(error.code))) || ('syscall' in error && error.syscall === 'connect'));
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Why reports must not be sent to this address, in words, or null. Plain HTTP goes nowhere but to this machine, and in
 * test mode alone; a password or a fragment in an address ends up in logs or gets lost.
 */
export function whyNotSentTo(address: string, isTest: boolean): string | null {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isOnMachine = url !== undefined && url.protocol === 'http:' && LOOPBACK.includes(url.hostname);
  if (url === undefined || (url.protocol !== 'https:' && !(isOnMachine && isTest))) return 'The address must begin with https:// (in test mode also http:// on this machine).';
  return url.username || url.password || url.hash ? 'The address must hold neither credentials nor a fragment.' : null;
}
