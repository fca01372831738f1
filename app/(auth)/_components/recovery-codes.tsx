'use client';
import { Button } from '@/app/_ui/button';
import { CodesToKeep } from './codes-to-keep';
import { Step } from './step';

interface RecoveryCodesProps {
  codes: readonly string[];
  onKept: () => void;
}

/** The one time that they can be read; the page is not left until somebody says that they are kept. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  return (
    <Step title="Keep your recovery codes" lead="When your device is lost, one of these lets you in, once each. They are shown this one time: keep them where only you can get at them, and not on that device." isTitleFocused>
      <CodesToKeep codes={codes} />
      <Button variant="primary" size="lg" isWide onClick={onKept}>
        I have kept them
      </Button>
    </Step>
  );
}
