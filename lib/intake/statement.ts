import { z } from 'zod';
import { isShredded, openText, unwrapKey } from '@/lib/evidence';
import { externalId } from './fields';
import { ROLES_IN_IT, accountDetails, fileInput, incidentInput, ipEvent, lawEnforcementInput } from './stated';

const said = z.string().optional().catch(undefined);
/** What an account was called then: its row has what it was called last. */
const called = z.object({ screenName: said, displayName: said, profileUrl: said, emails: z.array(z.object({ address: z.string() })).catch([]) });
const account = called.extend({ externalId, role: z.unknown().optional(), ipEvents: z.array(ipEvent).catch([]) });
const detailsInput = z.object(accountDetails);

interface AccountStatement {
  readonly isVictim: boolean;
  readonly called: z.output<typeof called>;
  readonly ipEvents: readonly z.output<typeof ipEvent>[];
  readonly details: z.output<typeof detailsInput>;
}

/** What a platform said of an item and its accounts beyond what the desk has columns for. */
export interface Statement {
  /** By the platform's own ids. */
  readonly accounts: ReadonlyMap<string, AccountStatement>;
  /** By media id. */
  readonly files: ReadonlyMap<string, z.output<typeof fileInput>>;
  readonly incidents: readonly z.output<typeof incidentInput>[];
  readonly lawEnforcement: z.output<typeof lawEnforcementInput> | null;
}

interface Submission {
  readonly id: string;
  readonly sealedBody: Uint8Array;
  readonly wrappedKey: Uint8Array<ArrayBuffer>;
  readonly kekId: string;
}

const [, VICTIM] = ROLES_IN_IT;

/**
 * Opens the submission as it was sent. What is not of the form that is asked for today was sent before it was asked
 * for, and says nothing here; it stays in the submission.
 * @throws BrokenSeal when the stored submission was changed or moved.
 */
export function statementOf(item: Submission): Statement {
  // Of a destroyed item nothing is known any more; its page still opens.
  if (isShredded(item)) return { accounts: new Map(), files: new Map(), incidents: [], lawEnforcement: null };
  const body = bodyOf(openText(unwrapKey(item), { purpose: 'item', id: item.id }, item.sealedBody));
  const people = [body.subject, ...listOf(body.participants)].flatMap((raw) =>
    read(account, raw).map(({ externalId: id, role, ipEvents, ...names }) => [id, { isVictim: role === VICTIM, called: names, ipEvents, details: read(detailsInput, raw)[0] ?? {} }] as const),
  );
  return {
    accounts: new Map(people),
    files: new Map(listOf(body.files).flatMap((raw) => read(fileInput, raw)).map((file) => [file.mediaId, file])),
    incidents: listOf(body.incidents).flatMap((raw) => read(incidentInput, raw)),
    lawEnforcement: read(lawEnforcementInput, body.lawEnforcement)[0] ?? null,
  };
}

/** Demo items of earlier versions were kept as text that is no JSON; a report on one says what the columns say. */
function bodyOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function read<T>(form: z.ZodType<T>, raw: unknown): readonly T[] {
  const parsed = form.safeParse(raw);
  return parsed.success ? [parsed.data] : [];
}
