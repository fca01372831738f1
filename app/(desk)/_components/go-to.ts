/** Another address of the page that is shown, without asking the server for it: nothing is read, so nothing is on record. */
export function goTo(href: string): void {
  window.history.pushState(null, '', href);
}
