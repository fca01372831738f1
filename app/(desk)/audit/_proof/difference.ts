import type { TrailRow } from '@/lib/audit';

/** Whether two values say the same; the database keeps objects in an order of its own. */
function saysSame(one: unknown, other: unknown): boolean {
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [ours, theirs] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const names = Object.keys(ours);
  return names.length === Object.keys(theirs).length && names.every((name) => Object.hasOwn(theirs, name) && saysSame(ours[name], theirs[name]));
}

/** What a field is called where its difference is told. */
type Shown = 'id' | 'time' | 'person' | 'role' | 'session' | 'request' | 'action' | 'outcome' | 'case' | 'item' | 'targets' | 'reason' | 'details';

/** What the row shows and the entry of the log does not say, in the page's words; `leaf` where the entry cannot be read. */
export function differenceOf(row: TrailRow): Shown | 'leaf' | undefined {
  let leaf: Record<string, unknown>;
  try {
    leaf = JSON.parse(row.leaf ?? '') as Record<string, unknown>;
  } catch {
    return 'leaf';
  }
  const said: readonly (readonly [Shown, shown: unknown, proven: unknown])[] = [
    ['id', row.id, leaf['id']],
    ['time', row.at, leaf['at']],
    ['person', { kind: row.actorKind, id: row.actorId, name: row.actor }, leaf['actor']],
    ['role', row.role, leaf['role']],
    ['session', row.sessionId, leaf['session']],
    ['request', row.requestId, leaf['request']],
    ['action', row.action, leaf['action']],
    ['outcome', row.outcome, leaf['outcome']],
    ['case', row.caseId, leaf['case']],
    ['item', row.itemId, leaf['item']],
    ['targets', row.targets, leaf['targets']],
    ['reason', row.reason, leaf['reason']],
    ['details', row.details, leaf['details']],
  ];
  return said.find(([, shown, proven]) => !saysSame(shown, proven))?.[0];
}
