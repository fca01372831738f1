import { cx } from '@/app/_ui/cx';
import { VIEWED } from '@/lib/evidence/schema';
import type { ReviewFile } from '@/lib/review/schema';
import type { Blur } from '@/lib/wellness/schema';
import { Still } from './blurred';
import { nameOf } from './file-words';

interface ThumbnailsProps {
  files: readonly ReviewFile[];
  selected: number;
  blur: Blur;
  onSelect: (index: number) => void;
}

/** All files of the item, those that cannot be shown among them. */
export function Thumbnails({ files, selected, blur, onSelect }: ThumbnailsProps) {
  return (
    <ul className="grid content-start gap-2">
      {files.map((file, index) => {
        const name = nameOf(file, index, files.length);
        const state = file.state === 'unreadable' ? 'cannot be shown' : VIEWED[file.viewed];
        return (
          <li key={file.id}>
            <button
              type="button"
              onClick={() => onSelect(index)}
              aria-pressed={index === selected}
              aria-label={`${name[0]?.toUpperCase()}${name.slice(1)}, ${state}`}
              className={cx('relative block h-14.5 w-full overflow-hidden rounded-md border border-line', index === selected && 'outline-2 outline-offset-1 outline-accent')}
            >
              <Still file={file} blur={blur} />
              <span className="absolute right-1 bottom-1 rounded-sm bg-[#000000]/70 px-1 text-xs text-[#e8ecee]">{index + 1}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
