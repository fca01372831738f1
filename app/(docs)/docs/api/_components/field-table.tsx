import { Table, Td, Th, Tr } from '@/app/_ui/table';
import type { FieldRow } from './fields';

/** The fields of a body or an answer. */
export function FieldTable({ caption, rows, isAnswer = false }: { caption: string; rows: readonly FieldRow[]; isAnswer?: boolean }) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Field</Th>
          <Th>Type</Th>
          <Th>{isAnswer ? 'Always' : 'Needed'}</Th>
          <Th>Notes</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, type, isRequired, notes }) => (
          <Tr key={path}>
            <Td className="font-mono text-sm">{path}</Td>
            <Td isMuted>{type}</Td>
            <Td>{isRequired ? 'yes' : <span className="text-faint">no</span>}</Td>
            <Td isMuted isWrapping className="min-w-64">{notes}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
