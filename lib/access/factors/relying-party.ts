import { config } from '@/lib/kernel';

/** Who passkeys are made for: the host name people go to. One that was made for it answers to no other site. */
export function relyingParty(): { readonly name: string; readonly id: string; readonly origin: string } {
  const { hostname, origin } = new URL(config().NEXTAUTH_URL);
  return { name: 'Watchkeeper', id: hostname, origin };
}
