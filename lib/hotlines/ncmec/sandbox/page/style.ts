import { createHash } from 'node:crypto';

export const STYLE = `
:root {
  color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif;
  --ground: light-dark(#f6f4ef, #16181b); --sheet: light-dark(#fffdf8, #1e2125); --line: light-dark(#cfc9bb, #3b4047);
  --ink: light-dark(#23262b, #e4e2dc); --quiet: light-dark(#585c63, #a9adb3); --link: light-dark(#1d5485, #8fc1ee);
  --test: light-dark(#5b3a8c, #cbb2f2); --test-ground: light-dark(#ece3f8, #2c2340);
  --good: light-dark(#1f5c3a, #92d3ad); --wait: light-dark(#7a4d00, #e9c07c); --bad: light-dark(#8c2f1b, #f0a793);
  background: var(--ground); color: var(--ink);
}
* { box-sizing: border-box; }
body { margin: 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--test); outline-offset: 2px; }
.test { background: repeating-linear-gradient(135deg, var(--test-ground) 0 18px, var(--ground) 18px 36px); border-bottom: 3px solid var(--test); color: var(--test); font-weight: 700; margin: 0; padding: .6rem 1.5rem; }
.test span { background: var(--test-ground); padding: .15rem .5rem; }
.page { margin: 0 auto; max-width: 76rem; padding: 1rem 1.5rem 4rem; }
.top { align-items: baseline; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
h1 { font-size: 1.5rem; margin: .5rem 0; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 0; }
nav ul { display: flex; gap: 1.25rem; list-style: none; margin: 0; padding: 0; }
nav a { display: inline-block; padding: .35rem 0; }
nav a[aria-current] { color: inherit; font-weight: 700; text-decoration-thickness: 2px; }
.quiet { color: var(--quiet); margin: .25rem 0; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; margin: 1rem 0; padding: 1rem 1.25rem; }
.sheet > header { align-items: baseline; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
.mark { border: 1px solid currentColor; border-radius: 99px; font-size: .8125rem; padding: 0 .6rem; white-space: nowrap; }
.good { color: var(--good); } .wait { color: var(--wait); } .bad { color: var(--bad); }
.trail { display: flex; flex-wrap: wrap; gap: .35rem; list-style: none; margin: .75rem 0; padding: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; min-width: 100%; }
caption { color: var(--quiet); padding: .5rem 0; text-align: left; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; }
th { font-weight: 600; } thead th { color: var(--quiet); font-weight: 400; }
td.number { font-variant-numeric: tabular-nums; padding-right: 1.5rem; text-align: right; }
code, pre { font: .8125rem/1.6 ui-monospace, monospace; }
td code { overflow-wrap: anywhere; }
summary { cursor: pointer; min-height: 28px; padding: .2rem 0; }
pre { background: var(--ground); border-radius: 6px; margin: .25rem 0; overflow-wrap: anywhere; padding: .75rem 1rem; white-space: pre-wrap; }
.tag { color: var(--quiet); } .attribute { color: var(--wait); } .text { color: var(--ink); font-weight: 600; }
fieldset { border: 0; display: grid; gap: .75rem 1.25rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); margin: 0; padding: 0; }
label { display: block; font-size: .875rem; }
input:not([type=checkbox]), select { background: var(--ground); border: 1px solid var(--quiet); border-radius: 6px; color: inherit; display: block; font: inherit; margin-top: .2rem; min-height: 2.4rem; padding: .25rem .5rem; width: 100%; }
input[type=checkbox] { height: 1.1rem; margin: 0 .5rem 0 0; vertical-align: -.15rem; width: 1.1rem; }
button { background: var(--sheet); border: 1px solid var(--quiet); border-radius: 6px; color: inherit; cursor: pointer; font: inherit; margin: .25rem .5rem .25rem 0; min-height: 2.4rem; padding: .25rem .9rem; }
button.first { background: var(--test-ground); border-color: var(--test); color: var(--test); font-weight: 600; }
.row { display: flex; flex-wrap: wrap; }
`;

const hash = createHash('sha256').update(STYLE).digest('base64');

/** Allows these pages their own style and their own forms, and nothing else: no script runs here, of anybody. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;
