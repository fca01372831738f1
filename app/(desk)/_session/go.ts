/** Goes there by a full load, which takes everything of the desk, and of the person before, out of this tab. */
export function go(address: string): void {
  window.location.assign(address);
}
