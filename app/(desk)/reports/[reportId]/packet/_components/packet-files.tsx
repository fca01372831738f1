'use client';
import { useRef, useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { CopyButton } from '@/app/_ui/copy-button';
import { Code } from '@/app/_ui/key-value';
import { Section } from '@/app/_ui/section';
import { useToast } from '@/app/_ui/toast';
import type { PacketFile } from '@/lib/hotlines';
import { attempt } from '../../../../_components/attempt';
import { wordsIn } from '../../../../_components/words-in';
import { askForFile } from '../actions';

interface PacketFilesProps {
  reportId: string;
  files: readonly PacketFile[];
  /** In the order of the files. */
  fileIds: readonly string[];
  words: string;
  /** Why nothing can be taken along, or undefined. */
  disabledReason: string | undefined;
}

const sizeWords = (bytes: number) => (bytes < 1024 ? `${bytes} bytes` : bytes < 1024 ** 2 ? `${Math.round(bytes / 1024)} KiB` : `${(bytes / 1024 ** 2).toFixed(1)} MiB`);

/** The files that go along. Each is given once for each time that it is asked for, to whoever asked, and that is on the record. */
export function PacketFiles({ reportId, files, fileIds, words, disabledReason }: PacketFilesProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const isAsked = useRef(false);
  const [pending, setPending] = useState<string>();
  const [, start] = useTransition();
  const { notify } = useToast();

  function answered(frame: HTMLIFrameElement) {
    // It loads empty with the page, before anything was asked for.
    if (!isAsked.current) return;
    isAsked.current = false;
    notify({ title: 'The file was not given', description: wordsIn(frame) ?? 'Nothing left the desk. Ask for it again; if it stays, tell whoever runs this desk.' });
  }

  function take(fileId: string) {
    setPending(fileId);
    start(async () => {
      const granted = await attempt(() => askForFile({ reportId, fileId }));
      setPending(undefined);
      if (!granted.ok) notify({ title: 'The file was not given', description: granted.message });
      // What is answered with a file leaves the frame as it is; only a refusal loads in it.
      else if (frame.current) {
        isAsked.current = true;
        frame.current.src = granted.value.href;
      }
    });
  }

  return (
    <Section as="h2" title="Files to attach">
      <p className="text-muted">{words}</p>
      <ul className="mt-2 grid gap-2.5">
        {files.map((file, index) => {
          const fileId = fileIds[index] ?? '';
          return (
            <li key={fileId} className="grid gap-1 rounded-md border border-line p-2.5">
              <span className="font-medium wrap-anywhere">{file.name}</span>
              <span className="text-sm text-muted">
                {file.contentType}, {sizeWords(file.byteSize)}
              </span>
              <span className="flex items-start gap-1 text-sm">
                <span className="whitespace-nowrap text-faint">SHA-256</span>
                <Code>{file.sha256}</Code>
                <CopyButton value={file.sha256} label={`SHA-256 of ${file.name}`} />
              </span>
              <span>
                <Button size="sm" isPending={pending === fileId} disabledReason={disabledReason} onClick={() => take(fileId)}>
                  Take {file.name} along
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
      <iframe ref={frame} title="Answer to a file that was asked for" hidden onLoad={(event) => answered(event.currentTarget)} />
    </Section>
  );
}
