import type { Run, Text } from '../model/text.ts';
import { labelOf, printed } from './lines.ts';

const RTL = new Set(['ar']);

/** A text as plain text: one paragraph a line, labels before a tab, footnotes at the end. */
export function toPlainText(text: Text): string {
  const lines = [...printed(text)].map((one) =>
    one.kind === 'heading'
      ? one.words
      : `${'  '.repeat(one.depth)}${one.label === null ? '' : `${labelOf(one.label)}\t`}${one.words}`,
  );
  return `${[...lines, ...text.footnotes.map((note) => `[${note.label}] ${note.text}`)].join('\n')}\n`;
}

const escapeMd = (words: string): string =>
  words.replace(/[\\`*_[\]<>|]/g, '\\$&').replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/, '$1\\$2');

function runsMd(runs: readonly Run[]): string {
  return runs
    .filter((run) => run.mark?.state !== 'deleted')
    .map((run) => {
      if (run.note !== undefined) return `[^${run.note}]`;
      const words = escapeMd(run.text);
      if (words.trim() === '') return run.text;
      const mark = `${run.bold ? '**' : ''}${run.italic ? '*' : ''}`;
      return mark
        ? `${/^\s*/.exec(words)?.[0] ?? ''}${mark}${words.trim()}${[...mark].reverse().join('')}${/\s*$/.exec(words)?.[0] ?? ''}`
        : words;
    })
    .join('');
}

/** A text as Markdown (CommonMark with footnotes): headings, labels as printed, bold and italics kept. */
export function toMarkdown(text: Text): string {
  const parts: string[] = [`# ${escapeMd(text.title)}`];
  for (const one of printed(text)) {
    if (one.kind === 'heading')
      parts.push(
        `${'#'.repeat(Math.min(6, one.depth + 2))} ${one.label ? `${escapeMd(one.label)} ` : ''}${escapeMd(one.words)}`,
      );
    else
      parts.push(
        `${'> '.repeat(one.depth)}${one.label === null ? '' : `${escapeMd(`${labelOf(one.label)} `).trimEnd()} `}${one.item ? runsMd(one.item.runs) : escapeMd(one.words)}`,
      );
  }
  for (const note of text.footnotes) parts.push(`[^${note.id}]: ${escapeMd(note.text)}`);
  return `${parts.join('\n\n')}\n`;
}

/** Words as HTML prints them. */
export const escapeHtml = (words: string): string => words.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** A run with its formatting and link, its mark left aside. */
export function runHtml(run: Run): string {
  const words = escapeHtml(run.text);
  if (run.note !== undefined) return `<sup><a href="#note-${escapeHtml(run.note)}">${words}</a></sup>`;
  let html = words;
  if (run.italic) html = `<i>${html}</i>`;
  if (run.bold) html = `<b>${html}</b>`;
  if (run.sup) html = `<sup>${html}</sup>`;
  if (run.sub) html = `<sub>${html}</sub>`;
  return run.link && /^(?:https?:|mailto:)/.test(run.link) ? `<a href="${escapeHtml(run.link)}">${html}</a>` : html;
}

const runsHtml = (runs: readonly Run[]): string =>
  runs
    .filter((run) => run.mark?.state !== 'deleted')
    .map(runHtml)
    .join('');

/** A text as an HTML article: an anchor per paragraph, footnotes both ways, language and direction set, all escaped. */
export function toHtml(text: Text): string {
  const parts: string[] = [
    `<article lang="${text.language}" dir="${RTL.has(text.language) ? 'rtl' : 'ltr'}">`,
    `<h1>${escapeHtml(text.title)}</h1>`,
  ];
  for (const one of printed(text)) {
    const id = escapeHtml(one.eId);
    if (one.kind === 'heading') {
      const level = Math.min(6, one.depth + 2);
      parts.push(
        `<h${level} id="${id}">${one.label ? `${escapeHtml(one.label)} ` : ''}${escapeHtml(one.words)}</h${level}>`,
      );
    } else
      parts.push(
        `<p id="${id}" data-depth="${one.depth}">${one.label === null ? '' : `<span class="label">${escapeHtml(labelOf(one.label))}</span> `}${one.item ? runsHtml(one.item.runs) : escapeHtml(one.words)}</p>`,
      );
  }
  for (const note of text.footnotes)
    parts.push(
      `<p id="note-${escapeHtml(note.id)}"><sup>${escapeHtml(note.label)}</sup> ${escapeHtml(note.text)}${note.at ? ` <a href="#${escapeHtml(note.at)}">↩</a>` : ''}</p>`,
    );
  return `${parts.join('\n')}\n</article>\n`;
}
