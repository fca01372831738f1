/** Marks the list that grows on top. */
export const LIST = 'data-trail-list';

/** Whether rows put on top would move what somebody points at, stands on or has scrolled to. */
export function isInTheWay(): boolean {
  const list = document.querySelector(`[${LIST}]`);
  if (!list) return false;
  const scroller = list.closest('[role=group]');
  return list.matches(':hover') || list.contains(document.activeElement) || (scroller?.scrollTop ?? 0) > 0 || window.scrollY > 0;
}
