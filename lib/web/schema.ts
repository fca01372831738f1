import type { FieldError, ProblemCode } from '@/lib/kernel/problem';

/** What a server action answers: plain data that crosses to the browser. */
export type ActionResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ProblemCode; readonly message: string; readonly fields: readonly FieldError[]; readonly requestId: string };
