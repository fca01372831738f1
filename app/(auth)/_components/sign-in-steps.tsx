'use client';
import { useState } from 'react';
import { CompanyStart } from './company-start';
import { Enrol } from './enrol';
import { post } from './post';
import { RecoveryCodes } from './recovery-codes';
import { SecondFactor } from './second-factor';
import { Start } from './start';
import { type Purpose, PurposeContext } from './step';
import { type DemoPerson, type Enrolled, type Next, type SignedIn } from './steps';

export interface SignInStepsProps {
  /** The page of its own, or in place over a locked desk. */
  purpose: Purpose;
  /** Where the sign-in stands already, as GET /api/sign-in says. */
  begin?: Next;
  /** The name of the company whose sign-on is used; nobody has a password then. */
  company?: string | null;
  /** The demo's people, in test mode. */
  demoPeople?: readonly DemoPerson[];
  /** Where to go after the company's sign-on: a path of ours. */
  next?: string;
  /** Why an earlier way did not lead in, said above the first step. */
  notice?: string;
  /** The session is open and its cookie is set. */
  onDone: (signedIn: SignedIn) => void;
}

const START: Next = { next: 'nothing' };
const WORDS = {
  page: { title: 'Sign in', lead: 'The desk for flagged messages. Every step here is recorded.' },
  unlock: { title: 'The desk is locked', lead: 'What you were working on is still here. Sign in to go on.' },
} as const;

/** The whole way in: who it is, the second factor or its setting up, and the recovery codes. */
export function SignInSteps({ purpose, begin = START, company = null, demoPeople = [], next, notice, onDone }: SignInStepsProps) {
  const [stage, setStage] = useState<Next>(begin);
  const [enrolled, setEnrolled] = useState<Enrolled>();

  /** The desk forgets the sign-in too: a passkey would otherwise still be asked of whoever began it. */
  function startOver() {
    void post('/api/sign-in/start-over');
    setStage(START);
  }

  return (
    <PurposeContext value={purpose}>
      {enrolled ? (
        <RecoveryCodes codes={enrolled.recoveryCodes} onKept={() => onDone(enrolled)} />
      ) : stage.next === 'enrol' ? (
        <Enrol onEnrolled={setEnrolled} onStartOver={startOver} />
      ) : stage.next === 'second_factor' ? (
        <SecondFactor ways={stage.ways} onDone={onDone} onStartOver={startOver} />
      ) : company !== null ? (
        <CompanyStart {...WORDS[purpose]} notice={notice} company={company} next={next} />
      ) : (
        <Start {...WORDS[purpose]} notice={notice} demoPeople={demoPeople} onNext={setStage} onDone={onDone} />
      )}
    </PurposeContext>
  );
}
