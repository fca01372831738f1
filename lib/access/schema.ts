import { z } from 'zod';
import type { Role } from '@/lib/kernel/actor';
import { storable } from '@/lib/kernel/text';

/**
 * Who may do what; nothing that is not written here is allowed to anybody.
 * Auditors and admins never see content: 18 USC 2258B(c) asks to keep the number of people with access small.
 */
export const PERMISSIONS = {
  'queue.read': ['moderator', 'supervisor'],
  'queue.take': ['moderator', 'supervisor'],
  'item.review': ['moderator', 'supervisor'],
  'evidence.preview': ['moderator', 'supervisor'],
  'evidence.view': ['moderator', 'supervisor'],
  'case.read': ['moderator', 'supervisor', 'liaison'],
  'case.close': ['moderator', 'supervisor'],
  'note.write': ['moderator', 'supervisor', 'liaison'],
  'report.read': ['moderator', 'supervisor', 'liaison'],
  'report.create': ['moderator', 'supervisor'],
  'report.retry': ['supervisor'],
  'referral.export': ['liaison'],
  'audit.read': ['supervisor', 'auditor'],
  'api_key.manage': ['admin'],
  'session.own': ['moderator', 'supervisor', 'liaison', 'auditor', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Why a control is off, in words for the person who sees it. */
export function whyNot(role: Role, permission: Permission): string | null {
  if (can(role, permission)) return null;
  return `This is for the ${PERMISSIONS[permission].join(' or ')} role; yours is ${role}.`;
}

export function can(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}

/** Where each role's day starts. */
export const HOME: Record<Role, string> = {
  moderator: '/queue',
  supervisor: '/queue',
  liaison: '/cases',
  auditor: '/audit',
  admin: '/api-keys',
};

export const SCOPES = ['intake.write'] as const;
export type Scope = (typeof SCOPES)[number];

export const signInInput = z.object({
  email: z.string().trim().toLowerCase().max(320).pipe(z.email('An e-mail address, for example name@example.com')),
  password: z.string().min(1, 'The password is missing').max(1024),
});

export const createKeyInput = z.object({
  name: storable(z.string()).trim().min(1, 'A name, so that people can tell keys apart').max(80),
});

export const revokeKeyInput = z.object({ id: z.uuid() });
