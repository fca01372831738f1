'use client';
import type { ReactNode } from 'react';
import { ChipGroup } from '@/app/_ui/chip-group';
import { Field, TextArea } from '@/app/_ui/field';
import { OptionList } from '@/app/_ui/option-list';
import { Section } from '@/app/_ui/section';
import { Segmented } from '@/app/_ui/segmented';
import { nounOf } from '@/lib/evidence/schema';
import { FILE_ANNOTATIONS, type FileAnnotation, INDUSTRY_CLASSES, REPORT_ANNOTATIONS } from '@/lib/hotlines/schema';
import { DANGER_NAMES, DANGERS, type DraftBody, OUTCOME_NAMES, OUTCOMES, type ReviewItem } from '@/lib/review/schema';
import { FILE_ANNOTATION_WORDS, REPORT_ANNOTATION_WORDS } from '../words';

const OFTEN: readonly FileAnnotation[] = ['generativeAi', 'possibleSelfProduction', 'potentialMeme', 'liveStreaming'];
const SELDOM = FILE_ANNOTATIONS.filter((mark) => !OFTEN.includes(mark));

type FileDraft = DraftBody['files'][number];

interface FileMarksProps {
  file: FileDraft;
  /** `image 2`. */
  what: string;
  marks: readonly FileAnnotation[];
  onChange: (part: Partial<FileDraft>) => void;
}

/** Some of the annotations of a file; the others stay as they are. */
function FileMarks({ file, what, marks, onChange }: FileMarksProps) {
  return (
    <ChipGroup
      legend={`${marks === OFTEN ? 'What is true' : 'What else is true'} of ${what}`}
      isLegendHidden
      name={`marks-${marks[0] ?? ''}-${file.mediaId}`}
      value={file.annotations.filter((mark) => marks.includes(mark))}
      onChange={(chosen) => onChange({ annotations: [...file.annotations.filter((mark) => !marks.includes(mark)), ...chosen] })}
      options={marks.map((value) => ({ value, label: FILE_ANNOTATION_WORDS[value] }))}
    />
  );
}

interface DecisionFormProps {
  draft: DraftBody;
  onChange: (part: Partial<DraftBody>) => void;
  /** Index of the file on the stage. */
  selected: number;
  files: ReviewItem['files'];
  /** Whether the industry's classes are sent, or only kept here. */
  sendsClass: boolean;
  /** What else the decision is about, above the note. */
  children?: ReactNode;
}

/** The facts of a decision; "unsure" is always offered. What was viewed is not asked: the ledger knows. */
export function DecisionForm({ draft, onChange, selected, files, sendsClass, children }: DecisionFormProps) {
  const what = `${nounOf(files[selected]?.contentType ?? '').toLowerCase()} ${selected + 1}`;
  const file = draft.files[selected];
  const judge = (part: Partial<FileDraft>) =>
    onChange({ files: draft.files.map((each, index) => (index === selected ? { ...each, ...part } : each)) });

  return (
    <>
      <Section title="Outcome">
        <OptionList
          legend="Outcome"
          isLegendHidden
          name="outcome"
          value={draft.outcome ?? undefined}
          onChange={(outcome) => onChange({ outcome })}
          options={OUTCOME_NAMES.map((value, index) => ({ value, label: OUTCOMES[value], keys: String(index + 1) }))}
        />
      </Section>
      {file && (
        <Section title={`Class of ${what}`}>
          <Segmented
            key={`class-${file.mediaId}`}
            legend={`Class of ${what}`}
            isLegendHidden
            name={`class-${file.mediaId}`}
            value={file.industryClass ?? 'unsure'}
            onChange={(value) => judge({ industryClass: value === 'unsure' ? null : value })}
            options={[...INDUSTRY_CLASSES.map((value) => ({ value, label: value })), { value: 'unsure' as const, label: 'Unsure' }]}
          />
          {!sendsClass && <p className="mt-1.5 text-sm text-faint">Kept here and not reported: only companies that signed the industry’s hash sharing memorandum send it.</p>}
          <div className="mt-2.25 grid gap-1.5">
            <FileMarks file={file} what={what} marks={OFTEN} onChange={judge} />
            <details open={file.annotations.some((mark) => SELDOM.includes(mark)) || undefined} className="text-sm text-muted">
              <summary className="mb-1.5 min-h-6 w-fit content-center rounded-sm">More…</summary>
              <FileMarks file={file} what={what} marks={SELDOM} onChange={judge} />
            </details>
          </div>
        </Section>
      )}
      <Section title="Is someone in danger now?">
        <ChipGroup
          legend="Is someone in danger now?"
          isLegendHidden
          name="danger"
          value={draft.dangerNow}
          onChange={(dangerNow) => onChange({ dangerNow })}
          options={DANGER_NAMES.map((value) => ({ value, label: DANGERS[value] }))}
        />
        {draft.dangerNow.length > 0 ? (
          <Field label="Why the danger is immediate" hint="The hotline moves the report forward on this text." isRequired className="mt-2.5">
            <TextArea rows={2} value={draft.dangerReason} maxLength={3000} onChange={(event) => onChange({ dangerReason: event.target.value })} />
          </Field>
        ) : (
          <p className="mt-1.5 text-sm text-faint">Nothing marked means: no sign of it.</p>
        )}
      </Section>
      <Section title="About the item as a whole">
        <ChipGroup
          legend="About the item as a whole"
          isLegendHidden
          name="report-annotations"
          value={draft.reportAnnotations}
          onChange={(reportAnnotations) => onChange({ reportAnnotations })}
          options={REPORT_ANNOTATIONS.map((value) => ({ value, label: REPORT_ANNOTATION_WORDS[value] }))}
        />
      </Section>
      {children}
      <Section title="Note">
        <Field label="Note for the case" isLabelHidden>
          <TextArea rows={3} placeholder="For the people on this case" value={draft.note} maxLength={5000} onChange={(event) => onChange({ note: event.target.value })} />
        </Field>
      </Section>
    </>
  );
}
