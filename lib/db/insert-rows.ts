import { toWellFormed } from '@/lib/kernel/text';
import type { Tx } from './context';
import { Prisma } from './generated/client';

/** Tables that are written in bulk, with what a row of each is made of. */
interface Rows {
  Account: Prisma.AccountCreateManyInput;
  Case: Prisma.CaseCreateManyInput;
  Conversation: Prisma.ConversationCreateManyInput;
  IpEvent: Prisma.IpEventCreateManyInput;
  Item: Prisma.ItemCreateManyInput;
  ItemMedia: Prisma.ItemMediaCreateManyInput;
  Message: Prisma.MessageCreateManyInput;
  MessageMedia: Prisma.MessageMediaCreateManyInput;
  Participant: Prisma.ParticipantCreateManyInput;
  Signal: Prisma.SignalCreateManyInput;
}

function encode(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const raw = this[key];
  if (raw instanceof Uint8Array) return `\\x${Buffer.from(raw).toString('hex')}`;
  return typeof value === 'string' ? toWellFormed(value) : value;
}

/**
 * Writes many rows of a table in one statement with one parameter, in the caller's transaction. For rows by the
 * thousand: createMany() takes some ten times as long, nearly all of it in the client. Every row has to name the same
 * columns; those that none names get their default. With `skipDuplicates`, rows that are there already stay as they are.
 */
export async function insertRows<T extends keyof Rows>(tx: Tx, table: T, rows: readonly Rows[T][], { skipDuplicates = false } = {}): Promise<void> {
  const [first] = rows;
  if (!first) return;
  // Table and columns come from our own code, never from outside.
  const columns = Prisma.raw(Object.keys(first).map((name) => `"${name}"`).join(', '));
  const name = Prisma.raw(`"${table}"`);
  const conflict = Prisma.raw(skipDuplicates ? 'ON CONFLICT DO NOTHING' : '');
  await tx.$executeRaw`INSERT INTO ${name} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${name}, ${JSON.stringify(rows, encode)}::json) ${conflict}`;
}
