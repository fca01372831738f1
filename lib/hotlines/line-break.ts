/** Whatever somebody's screen or mail may show as the end of a line. */
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/** A text whose further lines are indented, so that nothing that somebody wrote can pass for a line of ours. */
export function indented(text: string): string {
  return text.replace(LINE_BREAK, '\n    ');
}
