'use server';
import { keepAwayInput, liftWallInput, recuseInput } from '@/lib/access/schema';
import { addNote, closeCase, editNote, keepAway as keepSomebodyAway, liftWall as liftOneWall, recuse, reopenCase } from '@/lib/cases';
import { addNoteInput, caseInput, editNoteInput } from '@/lib/cases/schema';
import { action } from '@/lib/web';

export const add = action({ permission: 'note.write', input: addNoteInput, run: addNote });
export const edit = action({ permission: 'note.write', input: editNoteInput, run: editNote });
export const keepAway = action({ permission: 'case.wall', input: keepAwayInput, run: keepSomebodyAway });
export const liftWall = action({ permission: 'case.wall', input: liftWallInput, run: liftOneWall });
export const stepBack = action({ permission: 'case.recuse', input: recuseInput, run: recuse });
export const close = action({ permission: 'case.close', input: caseInput, run: closeCase });
export const reopen = action({ permission: 'case.close', input: caseInput, run: reopenCase });
