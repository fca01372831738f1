import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { RuleLine } from '@/lib/reporting';
import { OUTCOMES } from '@/lib/review/schema';
import { ApprovalRule } from './approval-rule';

interface ApprovalRulesProps {
  rules: readonly RuleLine[];
  hotlines: readonly { readonly id: string; readonly name: string }[];
  manageOff: string | undefined;
}

const says = (isAsked: boolean) => (isAsked ? 'A second person agrees' : 'Nobody is asked');

/** A line for each hotline and harm: who has to agree to what is known, and to what is new. */
export function ApprovalRules({ rules, hotlines, manageOff }: ApprovalRulesProps) {
  return (
    <>
      <Table caption="When a second person has to agree">
        <thead>
          <tr>
            <Th>Hotline</Th>
            <Th>Harm</Th>
            <Th>Known material</Th>
            <Th>New material</Th>
            <Th>Set</Th>
            <Th><span className="sr-only">What can be done</span></Th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <Tr key={`${rule.hotline} ${rule.harm}`}>
              <Td isWrapping className="font-medium">{rule.name}</Td>
              <Td>{OUTCOMES[rule.harm]}</Td>
              <Td className={rule.forKnown ? undefined : 'text-muted'}>{says(rule.forKnown)}</Td>
              <Td className={rule.forNovel ? undefined : 'text-muted'}>{says(rule.forNovel)}</Td>
              <Td isMuted>{rule.set ? <><TimeText at={rule.set.at} /> by {rule.set.by ?? 'somebody'}</> : 'As it comes'}</Td>
              <Td><ApprovalRule rule={rule} disabledReason={manageOff} /></Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <div className="px-4 pt-3">
        <ApprovalRule hotlines={hotlines} disabledReason={manageOff} />
      </div>
    </>
  );
}
