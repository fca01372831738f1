import { type Action, wordsOf } from '../schema';
import { CLASSES, type EventClass, kindOf } from './event-kinds';
import type { Leaf } from './leaf';

/** The newest version that has these classes as they are written here; later ones of 1.x only add to it. */
const OCSF_VERSION = '1.3.0';
const PRODUCT = { name: 'Watchkeeper', vendor_name: 'Watchkeeper' };

const STATUSES = { done: { status_id: 1, status: 'Success' }, refused: { status_id: 2, status: 'Failure' }, failed: { status_id: 2, status: 'Failure' } } as const;
const SEVERITIES = { done: [1, 'Informational'], refused: [2, 'Low'], failed: [2, 'Low'] } as const;
const SEVERE: { readonly [A in Action]?: readonly [id: number, name: string] } = {
  'session.locked_out': [3, 'Medium'],
  'break_glass.started': [3, 'Medium'],
  'audit.alarm': [5, 'Critical'],
};
/** OCSF's own user types. It has none for a platform's programs, which are named beside the number for others. */
const USER_TYPES: Readonly<Record<string, { type_id: number; type?: string }>> = { person: { type_id: 1 }, platform: { type_id: 99, type: 'Platform' }, system: { type_id: 3 }, nobody: { type_id: 0 } };

const areaOf = (action: Action) => action.slice(0, action.indexOf('.'));

interface Thing {
  readonly uid?: string;
  readonly name?: string;
  readonly type: string;
}

/** What it was done to; the part of the desk where an entry names nothing. */
function thingsOf({ targets, item, case: caseId, action }: Leaf): readonly [Thing, ...Thing[]] {
  const [first, ...rest] = targets.map(({ type, id, label }): Thing => ({ uid: id, type, ...(label !== undefined && { name: label }) }));
  if (first) return [first, ...rest];
  if (item) return [{ uid: item, type: 'item' }];
  return caseId ? [{ uid: caseId, type: 'case' }] : [{ name: areaOf(action), type: 'area' }];
}

/** What its class asks for beside what all have. */
const PARTS: Record<EventClass, (leaf: Leaf, user: object) => object> = {
  authentication: (leaf, user) => {
    const subject = leaf.actor.id === null ? leaf.targets.find(({ type }) => type === 'person') : undefined;
    return {
      user: subject ? { uid: subject.id, ...(subject.label !== undefined && { name: subject.label }), type_id: 1 } : user,
      service: { name: PRODUCT.name },
      is_remote: true,
      ...(leaf.session !== null && { session: { uid: leaf.session } }),
    };
  },
  entity: (leaf) => ({ entity: thingsOf(leaf)[0], ...(leaf.reason !== null && { comment: leaf.reason }) }),
  web: (leaf) => ({ web_resources: thingsOf(leaf) }),
  // The trail keeps no addresses: whoever asked is known by their session, or by the request.
  datastore: (leaf) => ({ src_endpoint: { uid: leaf.session ?? leaf.request, svc_name: PRODUCT.name }, type_id: 3, table: { name: areaOf(leaf.action) } }),
};

/**
 * An entry as an event of the Open Cybersecurity Schema Framework, for a SIEM. `unmapped` holds the entry's own words,
 * so that nothing is lost on the way, and the hash under which the log proves it.
 */
export function toOcsf(leaf: Leaf, leafHash: string): object {
  const [name, activity] = kindOf(leaf.action);
  const { uid, category, activities } = CLASSES[name];
  const activityId = (activities as Readonly<Record<string, number>>)[activity] ?? 99;
  const [severity_id, severity] = SEVERE[leaf.action] ?? SEVERITIES[leaf.outcome];
  const user = { uid: leaf.actor.id ?? leaf.actor.kind, name: leaf.actor.name, ...(USER_TYPES[leaf.actor.kind] ?? { type_id: 99, type: leaf.actor.kind }) };
  return {
    class_uid: uid,
    category_uid: category,
    activity_id: activityId,
    activity_name: activity === 'other' ? wordsOf(leaf.action) : activity.charAt(0).toUpperCase() + activity.slice(1),
    type_uid: uid * 100 + activityId,
    severity_id,
    severity,
    time: Date.parse(leaf.at),
    ...STATUSES[leaf.outcome],
    message: wordsOf(leaf.action),
    metadata: { version: OCSF_VERSION, product: PRODUCT, uid: leaf.id, correlation_uid: leaf.request, event_code: leaf.action },
    actor: { user, ...(leaf.session !== null && { session: { uid: leaf.session } }) },
    ...PARTS[name](leaf, user),
    unmapped: {
      action: leaf.action,
      outcome: leaf.outcome,
      role: leaf.role,
      case: leaf.case,
      item: leaf.item,
      targets: leaf.targets,
      reason: leaf.reason,
      details: leaf.details,
      leaf_hash: leafHash,
    },
  };
}
