import type { ReactNode } from 'react';
import { cx } from '@/app/_ui/cx';

/*
 * From 992 px on the panes stand side by side and each scrolls by itself. Between 800 and 992 px the
 * list lies across the top. Below 800 px, which is also a wide screen at 200 % zoom, everything stacks and
 * the page scrolls, so that text can be enlarged without scrolling two ways (WCAG 1.4.10).
 */

interface ThreePaneProps {
  list: ReactNode;
  stage: ReactNode;
  panel: ReactNode;
}

/** List, stage and panel: the queue and the review of an item. Each is a Pane. */
export function ThreePane({ list, stage, panel }: ThreePaneProps) {
  return (
    <div className="grid min-h-0 grid-cols-[minmax(0,1fr)] content-start stack:content-stretch stack:grid-cols-[minmax(0,1fr)_19rem] stack:grid-rows-[minmax(0,30dvh)_minmax(0,1fr)] stack:max-narrow:*:first:col-span-2 narrow:grid-cols-[15.5rem_minmax(0,1fr)_19.5rem] narrow:grid-rows-1 wide:grid-cols-[21.25rem_minmax(0,1fr)_23.25rem]">
      {list}
      {stage}
      {panel}
    </div>
  );
}

/** Stage and panel: a case, the audit trail. Without a panel the stage takes the whole width. */
export function TwoPane({ stage, panel }: { stage: ReactNode; panel?: ReactNode }) {
  const hasPanel = panel !== undefined && panel !== null && panel !== false;
  return (
    <div
      className={cx(
        'grid min-h-0 grid-cols-[minmax(0,1fr)] content-start stack:grid-rows-1 stack:content-stretch',
        hasPanel && 'stack:grid-cols-[minmax(0,1fr)_18.5rem] narrow:grid-cols-[minmax(0,1fr)_21rem] wide:grid-cols-[minmax(0,1fr)_25rem]',
      )}
    >
      {stage}
      {panel}
    </div>
  );
}

interface PaneProps {
  /** `stage` is the page's main landmark: exactly one a page. */
  kind: 'list' | 'stage' | 'panel';
  /** Names the pane, and its scrolling part. */
  label: string;
  /** A Bar, and what else stays in place above the scrolling part. */
  bar?: ReactNode;
  /** What stays in place below it. */
  foot?: ReactNode;
  /** False where the content always holds something to focus, such as a list of links. */
  isFocusable?: boolean;
  /** Leaves a stacked page to the other panes; there must be another way to what it holds. */
  isHiddenWhenStacked?: boolean;
  children: ReactNode;
}

/** Where the focus goes when what was pressed has left the page. */
export const PANEL_ID = 'panel';

const TAGS = { list: 'section', stage: 'main', panel: 'aside' } as const;

const LOOKS = {
  list: 'border-line max-stack:border-b stack:max-narrow:border-b narrow:border-r',
  stage: 'outline-none',
  panel: 'border-line bg-surface outline-none max-stack:border-t stack:border-l',
};

/** One pane: a bar, a part that scrolls, and a foot. */
export function Pane({ kind, label, bar, foot, isFocusable = true, isHiddenWhenStacked = false, children }: PaneProps) {
  const Tag = TAGS[kind];
  const target = kind === 'list' ? {} : { id: kind === 'stage' ? 'main' : PANEL_ID, tabIndex: -1 };
  // A part that scrolls must be reachable by keyboard even where it holds nothing to focus.
  const scrolling = isFocusable ? { role: 'group', 'aria-label': `${label}, content`, tabIndex: 0 } : {};
  return (
    <Tag aria-label={label} {...target} className={cx('flex min-h-0 min-w-0 flex-col', LOOKS[kind], isHiddenWhenStacked && 'max-stack:hidden')}>
      {bar}
      <div {...scrolling} className="min-h-0 flex-1 scroll-thin -outline-offset-2 stack:overflow-y-auto">
        {children}
      </div>
      {foot !== undefined && <div className="border-t border-line">{foot}</div>}
    </Tag>
  );
}

/** The padded foot of a decision panel. */
export function PaneFoot({ children }: { children: ReactNode }) {
  return <div className="grid gap-2.25 px-4 py-3.5">{children}</div>;
}

/** The padded body of a stage. */
export function StageBody({ children }: { children: ReactNode }) {
  return <div className="grid gap-4 px-4 py-4 wide:px-5.5 wide:py-4.5">{children}</div>;
}
