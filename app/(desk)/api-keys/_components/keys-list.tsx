import { EmptyState } from '@/app/_ui/empty-state';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { ApiKeyRow } from '@/lib/access';
import { RevokeKey } from './revoke-key';

/** Every key, the newest first; revoked ones stay on the list. */
export async function KeysList({ keys }: { keys: Promise<readonly ApiKeyRow[]> }) {
  const rows = await keys;
  if (rows.length === 0) {
    return <EmptyState title="No keys yet">A platform needs a key to send items. Name the system above and create one.</EmptyState>;
  }
  return (
    <Table caption="API keys">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Begins with</Th>
          <Th>Created</Th>
          <Th>Last used</Th>
          <Th>State</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((key) => (
          <Tr key={key.id}>
            <Td className="font-medium">{key.name}</Td>
            <Td isMuted>
              <code className="font-mono text-sm">{key.prefix}…</code>
            </Td>
            <Td isMuted>
              <TimeText at={key.createdAt} />
            </Td>
            <Td isMuted>{key.lastUsedAt ? <TimeText at={key.lastUsedAt} /> : 'Never'}</Td>
            <Td>
              {key.revokedAt ? (
                <span className="text-muted">
                  Revoked, <TimeText at={key.revokedAt} />
                </span>
              ) : (
                <span className="inline-flex items-center gap-3">
                  <span className="text-ok">In use</span>
                  <RevokeKey id={key.id} name={key.name} />
                </span>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
