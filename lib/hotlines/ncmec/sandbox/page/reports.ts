import type { SeenCall } from '../calls';
import type { InspectedFile, InspectedReport } from '../inspect';
import { expiresAt } from '../store';
import { mark } from './calls';
import { moment } from './frame';
import { type Html, html } from './html';
import { readable } from './xml';

const SHOWN = 50;

const TONES = { open: 'wait', finished: 'good', retracted: '', expired: 'bad' } as const;
const WORDS = {
  open: 'Open: not filed until it is finished.',
  finished: 'Finished: filed, and unchangeable.',
  retracted: 'Retracted: nothing was filed.',
  expired: 'Expired: left unfinished past its window, and deleted.',
} as const;

/** What was received, newest first; `before` is the id from which older ones are shown. */
export function reportsPage(reports: readonly InspectedReport[], calls: readonly SeenCall[], before: string | null): Html {
  if (reports.length === 0) return html`<h2>Reports received: 0</h2><p>No report has been received yet. File one at the desk and reload.</p>`;
  const from = before === null ? 0 : reports.findIndex(({ id }) => Number(id) < Number(before));
  const shown = from < 0 ? [] : reports.slice(from, from + SHOWN);
  const byReport = new Map<string | null, SeenCall[]>();
  for (const call of calls) byReport.set(call.reportId, [...(byReport.get(call.reportId) ?? []), call]);
  const last = shown.at(-1);
  const hasOlder = last !== undefined && last !== reports.at(-1);
  return html`<h2>Reports received: ${reports.length}</h2>
${shown.map((report) => renderReport(report, byReport.get(report.id) ?? []))}
${hasOlder && html`<p><a href="/?before=${last.id}">Older reports</a></p>`}`;
}

function renderReport(report: InspectedReport, calls: readonly SeenCall[]): Html {
  const { id, state } = report;
  return html`<article class="sheet" aria-labelledby="report-${id}">
<header><h3 id="report-${id}">Report ${id}: <span class="${TONES[state]}">${state}</span></h3><span class="quiet">${WORDS[state]}</span></header>
<p class="quiet">Opened ${moment(report.openedAt)}, last changed ${moment(report.modifiedAt)}${state === 'open' && html`, kept until ${moment(new Date(expiresAt(report)).toISOString())}`}.</p>
<ol class="trail" aria-label="Calls of report ${id}, in order">${calls.map((call) => html`<li>${mark(call)}</li>`)}</ol>
${report.files.length === 0 ? html`<p>No files.</p>` : renderFiles(report)}
${renderXml(`Report ${id} as received`, report.xml)}
</article>`;
}

const COLUMNS = ['File', 'Kind', 'Bytes', 'SHA-256', 'MD5', 'Viewed by the company', 'Description'];

function renderFiles(report: InspectedReport): Html {
  return html`<div class="scroll"><table><caption>Files of report ${report.id}</caption>
<thead><tr>${COLUMNS.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${report.files.map(renderFile)}</tbody></table></div>`;
}

function renderFile(file: InspectedFile): Html {
  const viewed = file.fileViewedByEsp === null ? 'not said' : file.fileViewedByEsp ? 'yes' : 'no';
  const details = file.detailsXml === null ? 'none' : renderXml(`Description of ${file.name}`, file.detailsXml);
  return html`<tr><th scope="row">${file.name}</th><td>${file.fileRelevance ?? 'not said'}<br><span class="quiet">${file.contentType}</span></td><td class="number">${file.size}</td><td><code>${file.sha256}</code></td><td><code>${file.md5}</code></td><td>${viewed}</td><td>${details}</td></tr>`;
}

function renderXml(title: string, xml: string): Html {
  return html`<details><summary>${title}</summary>${readable(xml)}</details>`;
}
