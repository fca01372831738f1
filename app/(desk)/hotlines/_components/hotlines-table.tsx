import { CircleAlert } from 'lucide-react';
import { ModePill } from '@/app/_ui/mode-pill';
import { Pill } from '@/app/_ui/pill';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import { CHANNELS } from '@/lib/hotlines/schema';
import type { HotlineMode, HotlineRow } from '@/lib/reporting';
import { CheckHotline } from './check-hotline';
import { HotlineSettings } from './hotline-settings';
import { SwitchHotline } from './switch-hotline';

function Credentials({ credentials, set }: HotlineMode) {
  if (credentials === 'none') return <>None yet</>;
  if (credentials === 'environment') return <>From the environment</>;
  return (
    <>
      Set
      {set && <span className="block text-sm">last changed <TimeText at={set.at} /> by {set.by ?? 'somebody'}</span>}
    </>
  );
}

function State({ isOn, onOff, failingSince, isBarred, drift, switched }: HotlineMode) {
  return (
    <div className="grid max-w-[44ch] min-w-48 gap-0.5 whitespace-normal">
      <span>{isOn ? <Pill tone="ok">On</Pill> : <Pill>Off</Pill>}</span>
      {switched && <span className="text-sm text-muted">switched <TimeText at={switched.at} /> by {switched.by ?? 'somebody'}</span>}
      {!isOn && onOff && <span className="text-sm text-muted">{onOff}</span>}
      {failingSince && (
        <span className="inline-flex items-center gap-1 text-sm text-high">
          <CircleAlert aria-hidden className="size-3.5 flex-none" /> {isBarred ? 'Does not let the desk in' : 'Does not answer'} since <TimeText at={failingSince} />; {isBarred ? 'check its address and credentials.' : 'reports wait in order.'}
        </span>
      )}
      {drift && drift.differences.length > 0 && (
        <details className="text-sm text-high">
          <summary>Its schema differs from ours in {drift.differences.length} {drift.differences.length === 1 ? 'place' : 'places'}</summary>
          <ul className="grid gap-0.5 pt-1 text-muted">
            {drift.differences.map(({ path, words }) => <li key={path} className="wrap-anywhere"><code className="font-mono text-xs">{path}</code> {words}</li>)}
          </ul>
        </details>
      )}
    </div>
  );
}

function Check({ check }: HotlineMode) {
  if (!check) return <>Not checked</>;
  return (
    <div className="max-w-[36ch] min-w-40 whitespace-normal">
      <span className={check.isGood ? 'text-ok' : 'text-high'}>{check.isGood ? 'Good' : 'Not good'}</span>, <TimeText at={check.at} />
      <span className="block text-sm wrap-anywhere">{check.words}</span>
    </div>
  );
}

function Row({ hotline, mode, manageOff }: { hotline: HotlineRow; mode: HotlineMode; manageOff: string | undefined }) {
  return (
    <Tr className="align-top">
      <Td isWrapping className="min-w-44">
        <span className="font-medium">{hotline.name}</span>
        <span className="block text-sm text-muted">{CHANNELS[hotline.channel]}</span>
      </Td>
      <Td><ModePill isTest={mode.isTest} /></Td>
      <Td><State {...mode} /></Td>
      <Td isMuted isWrapping className="min-w-48">{mode.address ?? (hotline.channel === 'api' ? 'As the environment says' : 'None yet')}</Td>
      <Td isMuted><Credentials {...mode} /></Td>
      <Td isMuted>{hotline.channel === 'api' ? <Check {...mode} /> : 'With the first report'}</Td>
      <Td isMuted>{mode.parallel}</Td>
      <Td>
        <span className="grid justify-items-start gap-1.5">
          <HotlineSettings hotline={hotline} mode={mode} disabledReason={manageOff} />
          {hotline.channel === 'api' && <CheckHotline hotline={hotline} mode={mode} disabledReason={manageOff} />}
          <SwitchHotline hotline={hotline} mode={mode} disabledReason={manageOff} />
        </span>
      </Td>
    </Tr>
  );
}

/** Hotlines that the desk sends to by itself, a row for tests and a row for real reports each. */
export function HotlinesTable({ hotlines, manageOff }: { hotlines: readonly HotlineRow[]; manageOff: string | undefined }) {
  return (
    <Table caption="Hotlines that the desk sends to">
      <thead>
        <tr>
          <Th>Hotline</Th>
          <Th>For</Th>
          <Th>State</Th>
          <Th>Address</Th>
          <Th>Credentials</Th>
          <Th>Last check</Th>
          <Th>At once</Th>
          <Th><span className="sr-only">What can be done</span></Th>
        </tr>
      </thead>
      <tbody>{hotlines.flatMap((hotline) => hotline.modes.map((mode) => <Row key={`${hotline.id} ${mode.isTest}`} hotline={hotline} mode={mode} manageOff={manageOff} />))}</tbody>
    </Table>
  );
}
