import { isDeepStrictEqual } from 'node:util';

/** An event's columns, as the pages show and search them. */
export interface EventColumns {
  readonly at: string | null;
  readonly id: string | null;
  readonly actorKind: string | null;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly role: string | null;
  readonly sessionId: string | null;
  readonly requestId: string | null;
  readonly action: string | null;
  readonly outcome: string | null;
  readonly caseId: string | null;
  readonly itemId: string | null;
  readonly targets: unknown;
  readonly reason: string | null;
  readonly details: unknown;
}

/** The name of the first column that says something else than the proven leaf; `id` before all others. */
export function differenceOf(columns: EventColumns, bytes: Uint8Array): string | undefined {
  let leaf: Record<string, unknown>;
  try {
    leaf = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Record<string, unknown>;
  } catch {
    return 'leaf';
  }
  const actor = (leaf['actor'] ?? {}) as Record<string, unknown>;
  const said: readonly (readonly [name: string, column: unknown, proven: unknown])[] = [
    ['id', columns.id, leaf['id']],
    ['at', columns.at, leaf['at']],
    ['actorKind', columns.actorKind, actor['kind']],
    ['actorId', columns.actorId, actor['id']],
    ['actorName', columns.actorName, actor['name']],
    ['role', columns.role, leaf['role']],
    ['sessionId', columns.sessionId, leaf['session']],
    ['requestId', columns.requestId, leaf['request']],
    ['action', columns.action, leaf['action']],
    ['outcome', columns.outcome, leaf['outcome']],
    ['caseId', columns.caseId, leaf['case']],
    ['itemId', columns.itemId, leaf['item']],
    ['targets', columns.targets, leaf['targets']],
    ['reason', columns.reason, leaf['reason']],
    ['details', columns.details, leaf['details']],
  ];
  return said.find(([, column, proven]) => !isDeepStrictEqual(column, proven))?.[0];
}
