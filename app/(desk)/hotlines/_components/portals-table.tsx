import { Table, Td, Th, Tr } from '@/app/_ui/table';
import type { HotlineRow } from '@/lib/reporting';

/** Authorities whose form a person fills in. */
export function PortalsTable({ hotlines }: { hotlines: readonly HotlineRow[] }) {
  return (
    <Table caption="Hotlines with a form">
      <thead>
        <tr>
          <Th>Hotline</Th>
          <Th>Country</Th>
          <Th>Website</Th>
        </tr>
      </thead>
      <tbody>
        {hotlines.map(({ id, name, country, website }) => (
          <Tr key={id}>
            <Td isWrapping className="font-medium">{name}</Td>
            <Td isMuted>{country ?? 'None'}</Td>
            <Td isMuted isWrapping>{website ?? 'None'}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
