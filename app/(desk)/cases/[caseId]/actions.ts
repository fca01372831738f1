'use server';
import { addNote, closeCase, editNote, reopenCase } from '@/lib/cases';
import { addNoteInput, caseInput, editNoteInput } from '@/lib/cases/schema';
import { action } from '@/lib/web';

export const add = action({ permission: 'note.write', input: addNoteInput, run: addNote });
export const edit = action({ permission: 'note.write', input: editNoteInput, run: editNote });
export const close = action({ permission: 'case.close', input: caseInput, run: closeCase });
export const reopen = action({ permission: 'case.close', input: caseInput, run: reopenCase });
