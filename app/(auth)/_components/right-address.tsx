'use client';
import type { ReactNode } from 'react';
import { useSyncExternalStore } from 'react';
import { buttonClass } from '@/app/_ui/button-class';
import { Step } from './step';

interface RightAddressProps {
  /** Where the desk is, as it is configured. */
  origin: string;
  /** This page there. */
  path: string;
  children: ReactNode;
}

const never = () => () => undefined;

/**
 * At another address than the desk's own, passkeys do not work and requests are refused as another site's: 127.0.0.1
 * is not localhost. Better said before a password is typed than after.
 */
export function RightAddress({ origin, path, children }: RightAddressProps) {
  const isHere = useSyncExternalStore(never, () => window.location.origin === origin, () => true);
  if (isHere) return children;
  return (
    <Step title="This desk has another address" lead={`Passkeys and sessions belong to one address. Signing in works at ${origin} only.`} isTitleFocused>
      <a href={origin + path + window.location.hash} className={buttonClass({ variant: 'primary', size: 'lg', isWide: true })}>
        Go to {origin}
      </a>
    </Step>
  );
}
