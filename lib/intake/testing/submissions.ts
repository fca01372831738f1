/** A submission that intake takes as it is; tests change what they are about. */
export function submission(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    externalId: 'evt-1',
    platform: 'Example Messenger',
    occurredAt: '2026-11-20T08:15:00+01:00',
    conversation: { externalId: 'dm-1001', encryption: 'transport' },
    subject: {
      externalId: 'u1', screenName: 'user_one', displayName: 'User One', emails: [{ address: 'u1@example.com', verified: true }],
      ipEvents: [{ ip: '203.0.113.7', event: 'Upload', at: '2026-11-20T08:14:58+01:00', port: 443 }], profileUrl: 'https://example.com/u/u1',
    },
    participants: [{ externalId: 'u2', screenName: 'user_two' }],
    messages: [{ externalId: 'm1', senderId: 'u1', sentAt: '2026-11-20T08:15:00+01:00', text: 'The tomatoes are ripe.', flagged: true }],
    signals: [{ kind: 'user_report', reason: 'child_safety', reporterId: 'u2' }],
    severityHint: 'high',
    ...change,
  };
}
