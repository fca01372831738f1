import { type Load, type SeenCall } from '../calls';
import { FAULT_KINDS } from '../faults';
import { moment } from './frame';
import { type Html, html } from './html';

const SHOWN = 500;

/** How a call ended, in a word. */
function outcome({ state, httpStatus, code }: SeenCall): { readonly words: string; readonly tone: string } {
  if (state !== 'answered') return { words: state, tone: state === 'cut' || state === 'caller gone' ? 'bad' : 'wait' };
  if (code !== null) return { words: String(code), tone: code === 0 ? 'good' : 'bad' };
  return { words: `HTTP ${httpStatus ?? ''}`, tone: httpStatus === 200 ? 'good' : 'bad' };
}

/** One call as a mark in a row of marks. */
export function mark(call: SeenCall): Html {
  const { words, tone } = outcome(call);
  return html`<span class="mark ${tone}">${call.call} ${words}${call.fault && html` (${call.fault})`}</span>`;
}

const COLUMNS = ['No.', 'Came', 'Call', 'Report', 'Which', 'Fault played', 'Answer', 'Took'];

/** Every call, newest first. */
export function callsPage(calls: readonly SeenCall[], load: Load): Html {
  const shown = calls.slice(-SHOWN).toReversed();
  return html`<h2>Calls: ${load.calls}</h2>
<p>Reports with a call under way: ${load.now} now, ${load.most} at most at once.</p>
${shown.length === 0 ? html`<p>Nobody has called yet.</p>` : html`<div class="scroll"><table><caption>${shown.length < load.calls ? `The newest ${shown.length}, newest first` : 'Newest first'}</caption>
<thead><tr>${COLUMNS.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${shown.map(renderCall)}</tbody></table></div>`}`;
}

function renderCall(call: SeenCall): Html {
  const { words, tone } = outcome(call);
  const took = call.endedAt === null ? '' : `${Date.parse(call.endedAt) - Date.parse(call.at)} ms`;
  return html`<tr><td class="number">${call.seq}</td><td>${moment(call.at)}</td><td>${call.call}</td><td>${call.reportId ?? ''}</td><td class="number">${call.nth || ''}</td><td>${call.fault && FAULT_KINDS[call.fault].words}</td><td class="${tone}">${words}</td><td class="number">${took}</td></tr>`;
}
