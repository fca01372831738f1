/** Every expected failure has one of these codes; the set is closed so that each can be translated and tested. */
const PROBLEM_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  /** The person may do this once they have answered a second factor again. */
  step_up: 403,
  /** A limit that protects the person is reached; `fields[0].field` names it, and a reason takes them past it. */
  limit_reached: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  unprocessable: 422,
  too_many: 429,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

export interface FieldError {
  /** Path of the offending field in the input, for example `items/3/messages/0/sentAt`. */
  readonly field: string;
  readonly message: string;
}

/**
 * An expected failure. `safeMessage` is shown to people and callers: what happened, what was not lost, what to do.
 * It never carries content, names or secrets.
 */
export class Problem {
  readonly fields: readonly FieldError[];

  constructor(
    readonly code: ProblemCode,
    readonly safeMessage: string,
    fields: readonly FieldError[] = [],
    /** For `too_many`: seconds until another try makes sense. */
    readonly retryAfterS?: number,
  ) {
    this.fields = fields;
  }

  get status(): number {
    return PROBLEM_STATUS[this.code];
  }
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function ok(): Result<void>;
export function ok<T>(value: T): Result<T>;
export function ok<T>(value?: T): Result<T | undefined> {
  return { ok: true, value };
}

export function fail(code: ProblemCode, safeMessage: string, fields?: readonly FieldError[]): { ok: false; problem: Problem } {
  return { ok: false, problem: new Problem(code, safeMessage, fields) };
}
