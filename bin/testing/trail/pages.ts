import { listBreakGlass, listKeys, listPeople, readAccount } from '@/lib/access';
import { page, readReview } from '@/lib/audit';
import { listCases, openCase } from '@/lib/cases';
import { openQueue } from '@/lib/queue';
import { listApprovals, listReports, openApproval, readHotlinesPage, readPacket, readReport } from '@/lib/reporting';
import { readRetention } from '@/lib/retention';
import { openItem, openPreserved } from '@/lib/review';
import { readFloors, readOwn, readTeam } from '@/lib/wellness';
import { sitDown } from './browser';
import type { Line } from './line';

const STATIC = 'Shows nothing of anybody';

/** Pages, by what they open with. */
export const PAGE_LINES: Readonly<Record<string, Line>> = {
  'page /': { nothing: 'Sends people on' },
  'page /_not-found': { nothing: STATIC },
  'page /_global-error': { nothing: STATIC },
  'page /sign-in': { nothing: STATIC },
  'page /join': { nothing: STATIC },
  'page /docs/api': { nothing: STATIC },
  'page /queue': { role: 'moderator', permission: 'queue.read', writes: ['queue.read'], file: '(desk)/(work)/layout.tsx', query: openQueue, prepare: () => ({ view: 'next' }) },
  'page /review/[itemId]': { role: 'moderator', permission: 'item.review', writes: ['item.read'], file: '(desk)/(work)/review/[itemId]/page.tsx', query: openItem, prepare: ({ heldItem }, asker) => heldItem(asker) },
  'page /cases': { role: 'moderator', permission: 'case.read', writes: ['cases.read'], file: '(desk)/cases/page.tsx', query: listCases, prepare: () => ({ status: 'all', text: 'u1' }) },
  'page /cases/[caseId]': { role: 'moderator', permission: 'case.read', writes: ['case.read'], file: '(desk)/cases/[caseId]', query: openCase, prepare: ({ waitingItem }) => waitingItem() },
  'page /reports': { role: 'supervisor', permission: 'report.read', writes: ['reports.read'], file: '(desk)/reports/page.tsx', query: listReports, prepare: () => ({}) },
  'page /reports/[reportId]': { role: 'moderator', permission: 'report.read', writes: ['report.read'], file: '(desk)/reports/[reportId]/read-report.ts', query: readReport, prepare: ({ filedReport }) => filedReport().then((reportId) => ({ reportId })) },
  'page /reports/[reportId]/packet': { role: 'moderator', permission: 'report.hand_in', writes: ['report.packet_read'], file: '(desk)/reports/[reportId]/packet/page.tsx', query: readPacket, prepare: ({ toHandIn }) => toHandIn().then(({ reportId }) => ({ reportId })) },
  'page /reports/approvals': { role: 'moderator', permission: 'report.approve', writes: ['reports.read'], file: '(desk)/reports/approvals/page.tsx', query: listApprovals, prepare: () => ({}) },
  'page /reports/approvals/[reportId]': { role: 'moderator', permission: 'report.approve', writes: ['report.read'], file: '(desk)/reports/approvals/[reportId]/page.tsx', query: openApproval, prepare: ({ unapproved }) => unapproved().then((reportId) => ({ reportId })) },
  'page /audit': { role: 'auditor', permission: 'audit.read', writes: ['audit.read'], file: '(desk)/audit', query: page, prepare: () => ({}) },
  'page /audit/review': { role: 'auditor', permission: 'audit.read', writes: ['audit.week_read'], file: '(desk)/audit/review/page.tsx', query: readReview, prepare: () => ({}) },
  'page /retention': { role: 'liaison', permission: 'retention.read', writes: ['retention.read'], file: '(desk)/retention/page.tsx', query: readRetention, prepare: () => ({}) },
  'page /preserved/[itemId]': { role: 'liaison', permission: 'retention.read', writes: ['item.read'], file: '(desk)/preserved/[itemId]/page.tsx', query: openPreserved, prepare: ({ preservedItem }) => preservedItem() },
  'page /wellness': { role: 'moderator', permission: 'wellness.own', writes: ['wellness.read'], file: '(desk)/wellness/page.tsx', query: readOwn, prepare: () => ({}) },
  'page /wellness/team': { role: 'supervisor', permission: 'wellness.team', writes: ['wellness.team_read'], file: '(desk)/wellness/team/page.tsx', query: readTeam, prepare: () => ({}) },
  'page /wellness/floors': { role: 'admin', permission: 'wellness.floors', writes: ['wellness.floors_read'], file: '(desk)/wellness/floors/page.tsx', query: readFloors, prepare: () => ({}) },
  'page /hotlines': { role: 'admin', permission: 'hotline.read', writes: ['hotlines.read'], file: '(desk)/hotlines/page.tsx', query: readHotlinesPage, prepare: () => ({}) },
  'page /api-keys': { role: 'admin', permission: 'api_key.read', writes: ['api_keys.read'], file: '(desk)/api-keys/page.tsx', query: listKeys, prepare: () => ({}) },
  'page /people': { role: 'admin', permission: 'people.read', writes: ['people.read'], file: '(desk)/people/page.tsx', query: listPeople, prepare: () => ({}) },
  'page /break-glass': { role: 'supervisor', permission: 'break_glass.read', writes: ['break_glass.read'], file: '(desk)/break-glass/page.tsx', query: listBreakGlass, prepare: () => ({}) },
  'page /account': { role: 'moderator', permission: 'account.read', writes: ['account.read'], file: '(desk)/account/page.tsx', query: readAccount, prepare: async (_, asker) => (await sitDown(asker), {}) },
};
