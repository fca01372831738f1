import { parseXml, type XmlElement } from '../../parse-xml';
import { type Html, html } from './html';

/** A document indented for reading: each element on its line, its text as it came. */
export function readable(xml: string): Html {
  const parsed = parseXml(xml);
  return 'root' in parsed ? html`<pre tabindex="0">${element(parsed.root, 0)}</pre>` : html`<pre tabindex="0">${xml}</pre>`;
}

function element({ name, attributes, children, text }: XmlElement, depth: number): Html {
  const indent = '  '.repeat(depth);
  const marks = Object.entries(attributes).map(([key, value]) => html` <span class="attribute">${key}="${value}"</span>`);
  if (children.length === 0 && text === '') return html`${indent}<span class="tag">&lt;${name}</span>${marks}<span class="tag">/&gt;</span>\n`;
  const inside = children.length > 0 ? html`\n${children.map((child) => element(child, depth + 1))}${indent}` : html`<span class="text">${text}</span>`;
  return html`${indent}<span class="tag">&lt;${name}</span>${marks}<span class="tag">&gt;</span>${inside}<span class="tag">&lt;/${name}&gt;</span>\n`;
}
