'use client';
import { X } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input } from '@/app/_ui/field';
import { PHRASE_LENGTH } from '@/lib/referral/schema';

interface PhrasesProps {
  phrases: readonly string[];
  onChange: (phrases: string[]) => void;
}

/** Words that are taken out wherever they stand. */
export function Phrases({ phrases, onChange }: PhrasesProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const input = useRef<HTMLInputElement>(null);

  function add(event: FormEvent) {
    event.preventDefault();
    const phrase = text.trim();
    if (phrase.length < PHRASE_LENGTH.least) return setError(`At least ${PHRASE_LENGTH.least} characters: shorter ones stand in every other word.`);
    setError(undefined);
    setText('');
    if (!phrases.includes(phrase)) onChange([...phrases, phrase]);
  }

  return (
    <div className="grid max-w-[64ch] gap-2">
      <form onSubmit={add} noValidate className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
        <Field label="Words to take out" hint="A name, an address, a telephone number. However it is spelt, every place of it is found." error={error}>
          <Input ref={input} name="phrase" value={text} maxLength={PHRASE_LENGTH.most} autoComplete="off" onChange={(event) => setText(event.target.value)} />
        </Field>
        <Button type="submit" className="mb-1">
          Add
        </Button>
      </form>
      {phrases.length > 0 && (
        <ul aria-label="Words that are taken out" className="flex flex-wrap gap-1.5">
          {phrases.map((phrase) => (
            <li key={phrase} className="inline-flex min-h-6.5 items-center gap-1 rounded-full border border-line-strong bg-raised pr-1 pl-2.5 text-sm">
              <span className="wrap-anywhere">{phrase}</span>
              <button
                type="button"
                aria-label={`Do not take out ${phrase}`}
                className="grid size-6 place-items-center rounded-full text-faint hover:text-text"
                onClick={() => {
                  onChange(phrases.filter((each) => each !== phrase));
                  input.current?.focus();
                }}
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
