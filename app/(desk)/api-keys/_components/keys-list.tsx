import { EmptyState } from '@/app/_ui/empty-state';
import { Pill } from '@/app/_ui/pill';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { ApiKeyRow, KeyWarning, SecretRow } from '@/lib/access';
import { SCOPES } from '@/lib/access/schema';
import { RevokeKey } from './revoke-key';
import { RotateKey } from './rotate-key';

const WARNINGS: Record<KeyWarning, string> = { expired: 'Expired', expires_soon: 'Expires within 14 days', never_used: 'Never used' };

function Secret({ prefix, expiresAt, lastUsedAt }: SecretRow) {
  return (
    <li className="flex flex-wrap gap-x-3">
      <code className="font-mono text-sm text-text">{prefix}…</code>
      <span>expires <TimeText at={expiresAt} /></span>
      <span>{lastUsedAt ? <>last used <TimeText at={lastUsedAt} /></> : 'never used'}</span>
    </li>
  );
}

function State({ revokedAt, warnings }: ApiKeyRow) {
  if (revokedAt) return <span className="text-muted">Revoked, <TimeText at={revokedAt} /></span>;
  if (warnings.length === 0) return <Pill tone="ok">In use</Pill>;
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {warnings.map((warning) => <Pill key={warning} tone={warning === 'never_used' ? 'plain' : 'high'}>{WARNINGS[warning]}</Pill>)}
    </span>
  );
}

function Row({ row }: { row: ApiKeyRow }) {
  const { id, name, scopes, ratePerMinute, needsSignature, platform, createdAt, secrets, revokedAt } = row;
  const may = Object.entries(SCOPES).filter(([scope]) => scopes.includes(scope)).map(([, words]) => words.toLowerCase());
  return (
    <Tr>
      <Td isWrapping className="min-w-48">
        <span className="font-medium">{name}</span>
        <p className="text-sm text-muted">
          May {may.join(' and ') || 'do nothing'}, {ratePerMinute} a minute{needsSignature && ', signed'}{platform !== null && `; erasures of ${platform}`}
        </p>
      </Td>
      <Td isMuted><TimeText at={createdAt} /></Td>
      <Td isMuted className="min-w-80">
        {secrets.length === 0 ? 'None' : <ul className="grid gap-1" aria-label={`Secrets of ${name}`}>{secrets.map((secret) => <Secret key={secret.id} {...secret} />)}</ul>}
      </Td>
      <Td><State {...row} /></Td>
      <Td>
        {!revokedAt && (
          <span className="inline-flex gap-2">
            <RotateKey id={id} name={name} />
            <RevokeKey id={id} name={name} />
          </span>
        )}
      </Td>
    </Tr>
  );
}

/** Every key, the newest first, with the secrets that are good now; revoked ones stay on the list. */
export async function KeysList({ keys }: { keys: Promise<readonly ApiKeyRow[]> }) {
  const rows = await keys;
  if (rows.length === 0) {
    return <EmptyState title="No keys yet">A platform needs a key to send items. Create one for each system that sends.</EmptyState>;
  }
  return (
    <Table caption="API keys">
      <thead>
        <tr>
          <Th>Key</Th>
          <Th>Created</Th>
          <Th>Secrets</Th>
          <Th>State</Th>
          <Th><span className="sr-only">What can be done</span></Th>
        </tr>
      </thead>
      <tbody>{rows.map((row) => <Row key={row.id} row={row} />)}</tbody>
    </Table>
  );
}
