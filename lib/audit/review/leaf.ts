import type { Action, AuditOutcome, Target } from '../schema';

/** An entry as the log keeps it (version 1); its fields and their order are those of lib/audit/record.ts. */
export interface Leaf {
  readonly v: number;
  readonly at: string;
  readonly id: string;
  readonly actor: { readonly kind: string; readonly id: string | null; readonly name: string };
  readonly role: string | null;
  readonly session: string | null;
  readonly request: string;
  readonly action: Action;
  readonly outcome: AuditOutcome;
  readonly case: string | null;
  readonly item: string | null;
  readonly targets: readonly Target[];
  readonly reason: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Reads a leaf's bytes. @throws SyntaxError when they are none of ours. */
export function readLeaf(bytes: Uint8Array): Leaf {
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as Leaf;
}
