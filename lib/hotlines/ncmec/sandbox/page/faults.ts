import { CALLS, FAULT_KINDS, FAULT_NAMES, type Fault, type Faults } from '../faults';
import { type Html, html } from './html';

/** The names that the form sends, as faultInput has them. */
const PRESETS: readonly { readonly words: string; readonly fault: Readonly<Record<string, string>> }[] = [
  { words: 'Be down until cleared', fault: { call: 'any', kind: 'http503', every: 'on' } },
  { words: 'Answer 2 s late until cleared', fault: { call: 'any', kind: 'latency', latencyMs: '2000', every: 'on' } },
  { words: 'Lose the next answer to finish', fault: { call: 'finish', kind: 'cut-after' } },
  { words: 'Answer a wrong MD5 to the next upload', fault: { call: 'upload', kind: 'wrong-md5' } },
  { words: 'Refuse the next report', fault: { call: 'submit', kind: 'code', code: '4100', description: 'Validation failed: personOrUserReported/screenName is not accepted' } },
  { words: 'Refuse the login until cleared', fault: { call: 'any', kind: 'http401', every: 'on' } },
];

/** What is switched on, and forms to switch more. `trouble` is what was wrong with the last one. */
export function faultsPage({ faults, hanging }: ReturnType<Faults['state']>, trouble: readonly string[] = []): Html {
  return html`<h2>Waiting to strike: ${faults.length}</h2>
${faults.length === 0 ? html`<p>None: every call is answered as the authority would.</p>` : html`<ul>${faults.map((fault) => html`<li>${inWords(fault)}</li>`)}</ul>`}
${hanging.length > 0 && html`<p>Hanging now: ${hanging.join(', ')}.</p>`}
<form method="post" action="/faults/clear"><button>Clear all, and let go of what hangs</button></form>
<h2>In one click</h2>
<div class="row">${PRESETS.map(({ words, fault }) => html`<form method="post" action="/faults">${Object.entries(fault).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button>${words}</button></form>`)}</div>
<h2>Any other</h2>
${trouble.length > 0 && html`<div class="sheet bad" role="alert"><p>Nothing was switched on.</p><ul>${trouble.map((line) => html`<li>${line}</li>`)}</ul></div>`}
<form class="sheet" method="post" action="/faults"><fieldset>
<label>Call<select name="call"><option value="any">any</option>${CALLS.map((call) => html`<option>${call}</option>`)}</select></label>
<label>What happens<select name="kind">${FAULT_NAMES.map((kind) => html`<option value="${kind}">${FAULT_KINDS[kind].words}</option>`)}</select></label>
<label>The call does its work<select name="takesEffect"><option value="">as it says</option><option value="true">yes</option><option value="false">no</option></select></label>
<label>How often<input name="count" type="number" min="1" value="1"></label>
<label>Only the nth such call of a report<input name="nth" type="number" min="1"></label>
<label>Only reports with this text in them<input name="about" maxlength="300" autocomplete="off"></label>
<label>Late by (ms)<input name="latencyMs" type="number" min="0" value="1000"></label>
<label>Code<input name="code" type="number" min="1" max="99999"></label>
<label>Its description<input name="description" maxlength="2000" autocomplete="off"></label>
<label>Retry-After (s)<input name="retryAfterSeconds" type="number" min="0" value="30"></label>
<label><input name="every" type="checkbox">Every time until cleared</label>
</fieldset><p><button class="first">Switch it on</button></p></form>`;
}

function inWords(fault: Fault): string {
  const { call, kind, count, every, nth, about, takesEffect, latencyMs, code, description } = fault;
  const facts = [
    kind === 'latency' && `by ${latencyMs} ms`,
    kind === 'code' && [code, description].filter(Boolean).join(' '),
    nth !== undefined && `only number ${nth} of a report`,
    about !== undefined && `only reports with “${about}”`,
    takesEffect !== undefined && (takesEffect ? 'the call does its work' : 'the call does nothing'),
    every ? 'every time until cleared' : count === 1 ? 'once' : `${count} times`,
  ];
  const what = FAULT_KINDS[kind].words.replace(/^./, (first) => first.toLowerCase());
  return `${call}: ${what}, ${facts.filter(Boolean).join(', ')}`;
}
