import { lookup } from 'node:dns';
import { BlockList, type LookupFunction, isIP } from 'node:net';

/** Networks that are nobody's public server (IANA's special-purpose registries): an address in them leads inside. */
const INSIDE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.0.2.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3],
] as const) INSIDE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['::', 127], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) INSIDE.addSubnet(net, bits, 'ipv6');

/** Whether an IP address is inside a network rather than on the internet; one written as IPv6 for IPv4 counts as the latter; what a
 * translator or a tunnel unpacks (64:ff9b::/96, 2002::/16) counts as inside, since nobody can tell from here where it comes out. */
export function isPrivate(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  return INSIDE.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4');
}

/** The name leads inside a network. */
export class LeadsInside extends Error {}

/**
 * What makes a connection go nowhere but to the internet: a webhook must not be a way to reach what only this machine
 * can. The connection is made to the very addresses that were looked at, so a name that answers otherwise a moment later
 * gains nothing. A name any of whose addresses leads inside is refused.
 */
export function onlyOutside(hostname: string): { readonly lookup: LookupFunction } {
  const literal = hostname.replace(/^\[|\]$/g, '');
  // Node looks up no address that is written as one.
  if (isIP(literal) && isPrivate(literal)) throw new LeadsInside(hostname);
  return {
    lookup(name, options, done) {
      lookup(name, { ...options, all: true }, (error, found) => {
        const [first] = found ?? [];
        if (error || !first) done(error ?? new Error(`${name} has no address`), []);
        else if (found.some(({ address }) => isPrivate(address))) done(new LeadsInside(hostname), []);
        else if (options.all) done(null, found);
        else done(null, first.address, first.family);
      });
    },
  };
}
