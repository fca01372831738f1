import { createHash } from 'node:crypto';
import type { InspectedFile, InspectedReport } from './inspect';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; }
.notice { border: 2px solid; padding: .75rem 1rem; font-weight: 600; }
article { border-top: 1px solid; margin-top: 1.5rem; padding-top: .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid; padding: .25rem .5rem; text-align: left; vertical-align: top; }
td, pre { overflow-wrap: anywhere; white-space: pre-wrap; }
summary { cursor: pointer; min-height: 24px; }
`;

/** Allows this page its own style and nothing else: what it shows came from outside. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** The page that shows every report received, as plain HTML without scripts. */
export function renderPage(reports: readonly InspectedReport[]): string {
  const none = '<p>No report has been received yet. File one at the desk and reload.</p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sandbox hotline</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>Sandbox hotline</h1><p class="notice">Sandbox hotline: nothing leaves this machine.</p></header>
<main><h2>Reports received: ${reports.length}</h2>${reports.length === 0 ? none : reports.map(renderReport).join('')}</main>
</body>
</html>
`;
}

function renderReport(report: InspectedReport): string {
  const id = escapeHtml(report.id);
  return `<article aria-labelledby="report-${id}">
<h3 id="report-${id}">Report ${id}: ${escapeHtml(report.state)}</h3>
<p>Opened <time>${escapeHtml(report.openedAt)}</time>, last changed <time>${escapeHtml(report.modifiedAt)}</time>.</p>
${report.files.length === 0 ? '<p>No files.</p>' : renderFiles(report)}
${renderXml(`Report ${report.id} as received`, report.xml)}
</article>`;
}

const COLUMNS = ['File', 'Bytes', 'SHA-256', 'MD5', 'Viewed by the company', 'Description'];

function renderFiles(report: InspectedReport): string {
  return `<table><caption>Files of report ${escapeHtml(report.id)}</caption>
<thead><tr>${COLUMNS.map((column) => `<th scope="col">${column}</th>`).join('')}</tr></thead>
<tbody>${report.files.map(renderFile).join('')}</tbody></table>`;
}

function renderFile(file: InspectedFile): string {
  const viewed = file.fileViewedByEsp === null ? 'not said' : file.fileViewedByEsp ? 'yes' : 'no';
  const details = file.detailsXml === null ? 'none' : renderXml(`Description of ${file.name}`, file.detailsXml);
  const cells = [file.size, file.sha256, file.md5, viewed].map((cell) => `<td>${escapeHtml(String(cell))}</td>`);
  return `<tr><th scope="row">${escapeHtml(file.name)}</th>${cells.join('')}<td>${details}</td></tr>`;
}

function renderXml(title: string, xml: string): string {
  return `<details><summary>${escapeHtml(title)}</summary><pre tabindex="0">${escapeHtml(xml)}</pre></details>`;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ["'", '&#39;']]);

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES.get(character) ?? '');
}
