import { Html, html } from './html';
import { STYLE } from './style';

const PAGES = { '/': 'Reports', '/calls': 'Calls', '/faults': 'Faults' } as const;
export type PagePath = keyof typeof PAGES;

/** A whole page. Without scripts, so that nothing of what it shows could ever run; it is as of when it was opened. */
export function framed(path: PagePath, body: Html): string {
  const link = (to: PagePath) => html`<li><a href="${to}"${to === path ? new Html(' aria-current="page"') : ''}>${PAGES[to]}</a></li>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${PAGES[path]} · Sandbox hotline (test)</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<p class="test"><span>TEST</span> <span>Sandbox hotline: nothing leaves this machine, and no authority reads it.</span></p>
<div class="page">
<header class="top"><h1>Sandbox hotline</h1><nav aria-label="Pages"><ul>${(Object.keys(PAGES) as PagePath[]).map(link)}</ul></nav></header>
<main>${body}</main>
</div>
</body>
</html>
`.source;
}

/** A moment as a person compares it, to the millisecond, in UTC. */
export function moment(iso: string): Html {
  return html`<time datetime="${iso}">${iso.replace('T', ' ').replace('Z', ' UTC')}</time>`;
}
