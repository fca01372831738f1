import { cx } from '@/app/_ui/cx';
import type { Kept } from './use-kept';

interface KeptRemarkProps {
  kept: Kept;
  /** What stands there while there is nothing to say. */
  otherwise?: string;
}

/** Says quietly whether the desk has what was typed. */
export function KeptRemark({ kept, otherwise = 'Kept as you go' }: KeptRemarkProps) {
  return (
    <span role="status" className={cx('text-sm', kept === 'no' ? 'text-imminent' : 'text-faint')}>
      {kept === 'yes' ? 'Draft kept' : kept === 'no' ? 'Draft not kept yet' : otherwise}
    </span>
  );
}
