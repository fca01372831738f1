import type { Action, Details } from '../schema';

/**
 * Classes of the Open Cybersecurity Schema Framework 1.x that the trail's entries become, with the activities that are
 * used of each. https://schema.ocsf.io
 */
export const CLASSES = {
  authentication: { uid: 3002, category: 3, activities: { logon: 1, logoff: 2, other: 99 } },
  entity: { uid: 3004, category: 3, activities: { create: 1, read: 2, update: 3, delete: 4 } },
  web: { uid: 6001, category: 6, activities: { create: 1, read: 2, update: 3, search: 5, import: 6, share: 8, other: 99 } },
  datastore: { uid: 6005, category: 6, activities: { read: 1, update: 2, query: 4, write: 5 } },
} as const;
export type EventClass = keyof typeof CLASSES;

/** A class, an activity of it, and the details that are codes or counts: a redacted export shows them as they are. */
type Kind<A extends Action> = {
  [C in EventClass]: readonly [is: C, activity: keyof (typeof CLASSES)[C]['activities'], ...codes: (keyof Details<A>)[]];
}[EventClass];

/**
 * What each action is to others. A new action has to be given a line. Details that its line does not name count as free
 * text: a filter that somebody typed, an identifier of somebody else's.
 */
export const EVENT_KINDS: { readonly [A in Action]: Kind<A> } = {
  'session.signed_in': ['authentication', 'logon', 'method'],
  'session.sign_in_failed': ['authentication', 'logon', 'step'],
  'session.locked_out': ['authentication', 'logon', 'what'],
  'session.signed_out': ['authentication', 'logoff'],
  'session.locked': ['authentication', 'logoff'],
  'session.ended': ['authentication', 'logoff', 'count', 'why'],
  'session.verified': ['authentication', 'other', 'method'],
  'session.verification_failed': ['authentication', 'other'],
  'factor.added': ['authentication', 'other', 'kind'],
  'factor.renamed': ['authentication', 'other'],
  'factor.removed': ['authentication', 'other', 'kind'],
  'factor.recovery_codes_drawn': ['authentication', 'other'],
  'password.changed': ['authentication', 'other'],
  'account.read': ['web', 'read'],
  'access.refused': ['web', 'other', 'permission', 'code'],
  'access.limited': ['web', 'other', 'limit'],
  'person.invited': ['entity', 'create', 'role'],
  'person.invitation_revoked': ['entity', 'delete'],
  'person.joined': ['entity', 'update'],
  'person.linked': ['entity', 'update'],
  'person.reset': ['entity', 'update', 'factors'],
  'person.role_changed': ['entity', 'update', 'before', 'after'],
  'person.disabled': ['entity', 'update', 'why'],
  'person.enabled': ['entity', 'update'],
  'people.read': ['web', 'read'],
  'break_glass.started': ['entity', 'update', 'role', 'minutes'],
  'break_glass.ended': ['entity', 'update'],
  'break_glass.signed_off': ['entity', 'update'],
  'break_glass.read': ['web', 'read'],
  'case.walled': ['entity', 'update'],
  'case.wall_lifted': ['entity', 'update'],
  'case.recused': ['entity', 'update'],
  'alert.raised': ['entity', 'create', 'kind'],
  'alert.acknowledged': ['entity', 'update', 'kind'],
  'person.created': ['entity', 'create', 'role'],
  'api_key.created': ['entity', 'create', 'scopes'],
  'api_key.rotated': ['entity', 'update', 'overlapHours'],
  'api_keys.read': ['web', 'read'],
  'api_key.revoked': ['entity', 'delete'],
  'media.received': ['datastore', 'write', 'byteSize', 'contentType'],
  'media.derived': ['datastore', 'write', 'state', 'code'],
  'media.refused': ['web', 'import', 'code'],
  'item.received': ['web', 'import', 'messages', 'files', 'signals'],
  'items.refused': ['web', 'import', 'refused'],
  'case.opened': ['entity', 'create'],
  'queue.read': ['web', 'read'],
  'cases.read': ['web', 'read'],
  'case.read': ['web', 'read'],
  'case.closed': ['entity', 'update'],
  'case.reopened': ['entity', 'update'],
  'item.taken': ['entity', 'update'],
  'item.released': ['entity', 'update'],
  'item.read': ['web', 'read'],
  'message.unfolded': ['web', 'read'],
  'evidence.broken': ['datastore', 'read', 'rendering'],
  'evidence.rewrapped': ['datastore', 'update', 'before', 'after', 'count'],
  'evidence.destroyed': ['datastore', 'update'],
  'evidence.granted': ['datastore', 'query', 'kind'],
  'evidence.peeked': ['datastore', 'read'],
  'evidence.revealed': ['datastore', 'read'],
  'evidence.view_ended': ['datastore', 'read', 'kind', 'seconds'],
  'wellness.read': ['web', 'read'],
  'wellness.team_read': ['web', 'read'],
  'wellness.settings_changed': ['web', 'update'],
  'wellness.floors_read': ['web', 'read'],
  'wellness.floors_changed': ['web', 'update', 'before', 'after'],
  'wellness.limit_passed': ['web', 'other', 'limit'],
  'decision.saved': ['entity', 'create', 'outcome', 'basis', 'dangerNow'],
  'decision.undone': ['entity', 'delete'],
  'note.added': ['entity', 'create'],
  'note.edited': ['entity', 'update', 'version'],
  'report.created': ['entity', 'create', 'hotline', 'test'],
  'report.moved': ['entity', 'update', 'before', 'after'],
  'report.withdrawn': ['entity', 'delete'],
  'report.filed': ['web', 'share', 'hotline'],
  'report.stuck': ['entity', 'update', 'state', 'code'],
  'report.retried': ['entity', 'update'],
  'reports.read': ['web', 'read'],
  'referral.exported': ['datastore', 'read', 'files', 'manifestSha256'],
  'audit.read': ['web', 'search'],
  'audit.entries_read': ['datastore', 'read'],
  'audit.alarm': ['entity', 'update', 'alarm', 'witness', 'size'],
  'audit.witnessed': ['entity', 'update', 'witness', 'size'],
  'audit.exported': ['datastore', 'read', 'format', 'rows', 'redacted'],
  'audit.week_read': ['web', 'read', 'week'],
  'audit.signed_off': ['entity', 'update', 'week', 'entries', 'ownActs', 'logSize'],
};

/** The same of any entry. One whose action is not known here is something that was done, of which every detail may be a text. */
export const kindOf = (action: string): readonly [EventClass, string, ...string[]] =>
  Object.hasOwn(EVENT_KINDS, action) ? (EVENT_KINDS[action as Action] as readonly [EventClass, string, ...string[]]) : ['web', 'other'];
