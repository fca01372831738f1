import { lookup } from 'node:dns/promises';
import { BlockList } from 'node:net';

/** Networks that are nobody's public server (IANA's special-purpose registries): an address in them leads inside. */
const INSIDE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.0.2.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3],
] as const) INSIDE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['::', 127], ['64:ff9b:1::', 48], ['100::', 64], ['2001:db8::', 32], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) INSIDE.addSubnet(net, bits, 'ipv6');

/** Whether an IP address is inside a network rather than on the internet; one written as IPv6 for IPv4 counts as the latter. */
export function isPrivate(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  return INSIDE.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4');
}

/**
 * Whether a host's name leads inside by any of its addresses: a webhook must not be a way to reach what only this
 * machine can. The answer is asked for right before the call; a name that resolves to nothing is left to the call.
 */
export async function leadsInside(hostname: string): Promise<boolean> {
  const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true }).catch(() => []);
  return found.some(({ address }) => isPrivate(address));
}
