export const ROLES = ['moderator', 'supervisor', 'liaison', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface PersonActor {
  readonly kind: 'person';
  readonly id: string;
  /** What colleagues and the audit trail see, for example MO-04. */
  readonly name: string;
  /** What counts now: under break-glass the role that was taken. */
  readonly role: Role;
  readonly sessionId: string;
  /** When this session last answered a second factor. */
  readonly verifiedAt: Date;
  /** Set while a role was taken by break-glass. */
  readonly breakGlassId?: string;
}

/** A platform's system, known by its API key. */
export interface PlatformActor {
  readonly kind: 'platform';
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
}

/** The product's own processes. */
export interface SystemActor {
  readonly kind: 'system';
  readonly name: string;
}

/** Somebody who is not signed in; exists so that refusals can be recorded. */
export interface NobodyActor {
  readonly kind: 'nobody';
  /** Where the request came from, as far as that is known: refusals of one address are counted together. */
  readonly address?: string | null;
}

export type Actor = PersonActor | PlatformActor | SystemActor | NobodyActor;

export const NOBODY: NobodyActor = { kind: 'nobody' };
