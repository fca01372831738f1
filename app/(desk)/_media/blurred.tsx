import { FileX2, Film, Hourglass, ImageOff, KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '@/app/_ui/cx';
import { whyNotShown } from '@/lib/evidence/schema';
import type { ReviewFile } from '@/lib/review/schema';
import type { Blur } from '@/lib/wellness/schema';

type Seen = Pick<ReviewFile, 'id' | 'state' | 'unreadableCode' | 'contentType'>;

const SHAPES: Readonly<Record<Exclude<ReviewFile['state'], 'ready'>, ReactNode>> = {
  received: <Hourglass aria-hidden className="size-5" strokeWidth={1.6} />,
  unreadable: <FileX2 aria-hidden className="size-5" strokeWidth={1.6} />,
  destroyed: <KeyRound aria-hidden className="size-5" strokeWidth={1.6} />,
};

const HIDDEN = 'No picture is shown before a look, as the settings say.';

/** What stands on the stage while nobody looks: blurred and grey by the server, once more here, or words alone. */
export function Blurred({ file, name, blur }: { file: Seen; name: string; blur: Blur }) {
  const why = whyNotShown(file);
  if (file.state !== 'ready') {
    const title = file.state === 'unreadable' ? 'Cannot be shown' : why;
    return (
      <Tile shape={SHAPES[file.state]} title={title}>
        {file.state === 'unreadable' && `${why} It is kept as it came, counts among the files of this item, and can be reported.`}
        {file.state === 'received' && 'It appears here by itself. Facts and decision do not wait for it.'}
      </Tile>
    );
  }
  if (blur === 'hidden') return <Tile shape={<ImageOff aria-hidden className="size-5" strokeWidth={1.6} />} title={HIDDEN} />;
  return (
    // eslint-disable-next-line @next/next/no-img-element -- sealed bytes must not pass an image optimiser's cache
    <img
      src={`/api/evidence/${file.id}/preview`}
      alt={`Blurred ${name}`}
      draggable={false}
      className={cx('pointer-events-none absolute inset-0 size-full object-cover select-none print:hidden', blur === 'strong' && 'scale-125 blur-2xl')}
    />
  );
}

function Tile({ shape, title, children }: { shape: ReactNode; title: ReactNode; children?: ReactNode }) {
  return (
    <div className="absolute inset-x-0 top-0 bottom-11 grid place-content-center justify-items-center gap-2 px-6 text-center">
      {shape}
      <p className="font-medium">{title}</p>
      <p className="max-w-prose text-sm text-[#a9b4ba]">{children}</p>
    </div>
  );
}

/** A file in a list: the smaller blurred picture, or a shape where there is none to show. */
export function Still({ file, blur }: { file: Seen; blur: Blur }) {
  if (file.state !== 'ready') return <span className="grid size-full place-items-center text-faint">{SHAPES[file.state]}</span>;
  if (blur === 'hidden') {
    const Shape = file.contentType.startsWith('video/') ? Film : ImageOff;
    return (
      <span className="grid size-full place-items-center text-faint">
        <Shape aria-hidden className="size-5" strokeWidth={1.6} />
      </span>
    );
  }
  return (
    // eslint-disable-next-line @next/next/no-img-element -- sealed bytes must not pass an image optimiser's cache
    <img src={`/api/evidence/${file.id}/preview?rendering=still`} alt="" draggable={false} className={cx('pointer-events-none size-full object-cover print:hidden', blur === 'strong' && 'scale-125 blur-md')} />
  );
}
