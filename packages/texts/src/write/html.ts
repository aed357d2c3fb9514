import { withoutMarks } from '../settle/tree.ts';
import type { Authored, Group, Item, Mark, Run, Text } from '../model/text.ts';
import { labelOf } from './lines.ts';
import { columnsOf, markedRows } from './marked-rows.ts';

const RTL = new Set(['ar']);

/** Words as HTML prints them. */
export const escapeHtml = (words: string): string => words.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** How a reader of HTML sees changes: as `ins` and `del`, or as they stand after them. */
export interface HtmlOptions {
  changes?: 'marked' | 'accepted';
}

function runsHtml(runs: readonly Run[], marked = false): string {
  return runs
    .filter((run) => marked || run.mark?.state !== 'deleted')
    .map(({ passed, ...run }) => {
      if (marked && passed)
        return by('ins', passed.inserted, by('del', passed.deleted, runHtml({ ...run, ...passed })));
      const html = runHtml(run);
      return marked && run.mark ? by(run.mark.state === 'inserted' ? 'ins' : 'del', run.mark, html) : html;
    })
    .join('');
}

function by(tag: 'ins' | 'del', { author, date }: Authored, html: string): string {
  const said = `${author === undefined ? '' : ` title="${escapeHtml(author)}"`}${date === undefined ? '' : ` datetime="${escapeHtml(date)}"`}`;
  return `<${tag}${said}>${html}</${tag}>`;
}

/** A run with its formatting and link, its mark left aside. */
export function runHtml(run: Run): string {
  const words = escapeHtml(run.text).replace(/\n/g, '<br>');
  if (run.note !== undefined) return `<sup><a href="#note-${escapeHtml(run.note)}">${words}</a></sup>`;
  let html = words;
  if (run.image?.alt) html = `<span role="img" aria-label="${escapeHtml(run.image.alt)}"></span>${html}`;
  if (run.strike) html = `<s>${html}</s>`;
  if (run.underline) html = `<u>${html}</u>`;
  if (run.italic) html = `<i>${html}</i>`;
  if (run.bold) html = `<b>${html}</b>`;
  if (run.sup) html = `<sup>${html}</sup>`;
  if (run.sub) html = `<sub>${html}</sub>`;
  if (run.lang !== undefined || run.rtl)
    html = `<span${run.lang === undefined ? '' : ` lang="${escapeHtml(run.lang)}"`}${run.rtl ? ' dir="rtl"' : ''}>${html}</span>`;
  return run.link && /^(?:https?:|mailto:)/.test(run.link) ? `<a href="${escapeHtml(run.link)}">${html}</a>` : html;
}

/**
 * A text as an HTML article: an anchor per paragraph, tables, footnotes both ways, language and direction set, all escaped.
 * Changes stand as `ins` and `del` on request; else the text is read as it is after them.
 */
export function toHtml(text: Text, options: HtmlOptions = {}): string {
  const marked = options.changes === 'marked';
  const direction = RTL.has(text.language) ? 'rtl' : 'ltr';
  const { groups, footnotes } = marked ? text : withoutMarks(text);
  const notes = footnotes.map(
    ({ id, label, text: words, runs, at }) =>
      `<p id="note-${escapeHtml(id)}"><sup>${escapeHtml(label)}</sup> ${runsHtml(runs.length > 0 ? runs : [{ text: words }], marked)}${at ? ` <a href="#${escapeHtml(at)}">↩</a>` : ''}</p>`,
  );
  return `${[
    `<article lang="${text.language}" dir="${direction}">`,
    `<h1>${escapeHtml(text.title)}</h1>`,
    ...groups.flatMap((group) => groupHtml(group, 0, marked)),
    ...notes,
  ].join('\n')}\n</article>\n`;
}

function groupHtml(group: Group, depth: number, marked: boolean): string[] {
  const level = Math.min(6, depth + 2);
  const label = group.label ? `${escapeHtml(group.label)} ` : '';
  const heading =
    marked && group.headingRuns?.some((run) => run.mark)
      ? runsHtml(group.headingRuns, true)
      : escapeHtml(group.heading);
  return [
    ...(group.heading === '' && heading === ''
      ? []
      : [`<h${level} id="${escapeHtml(group.eId)}">${label}${heading}</h${level}>`]),
    ...group.items.flatMap((item) => itemHtml(item, 0, marked)),
    ...(group.table === undefined ? [] : tableHtml(group, marked)),
    ...group.groups.flatMap((one) => groupHtml(one, depth + 1, marked)),
  ];
}

function itemHtml(item: Item, depth: number, marked: boolean): string[] {
  const former =
    marked && item.oldLabel !== undefined && item.oldLabel !== ''
      ? `<del class="label">${escapeHtml(labelOf(item.oldLabel))}</del> `
      : '';
  const label = item.label === null ? '' : `<span class="label">${escapeHtml(labelOf(item.label))}</span> `;
  const words = runsHtml(item.runs.length > 0 ? item.runs : [{ text: item.text }], marked);
  const whole = marked && item.state !== 'kept' && !item.runs.some((run) => run.mark ?? run.passed);
  const changed = !whole ? words : item.state === 'deleted' ? `<del>${words}</del>` : `<ins>${words}</ins>`;
  return [
    `<p${item.eId && ` id="${escapeHtml(item.eId)}"`} data-depth="${depth}">${former}${label}${changed}${marked && item.end ? runsHtml([{ text: '¶', mark: item.end }], true) : ''}</p>`,
    ...item.items.flatMap((one) => itemHtml(one, depth + 1, marked)),
  ];
}

function tableHtml(group: Group, marked: boolean): string[] {
  const span = (name: string, count: number | undefined): string =>
    count === undefined || count < 2 ? '' : ` ${name}="${count}"`;
  return [
    '<table>',
    ...markedRows(group).map(({ row, cells: shown }) => {
      const state = (one: { mark?: Mark }): string => (marked && one.mark ? ` class="${one.mark.state}"` : '');
      const cells = shown.map((one) => {
        const name = row.header ? 'th scope="col"' : 'td';
        const inner = one.cell.items.flatMap((item) => itemHtml(item, 0, marked)).join('');
        return `<${name}${state(one.cell)}${span('colspan', columnsOf(one, row))}${span('rowspan', one.rowspan)}>${inner}</${name.slice(0, 2)}>`;
      });
      return `<tr${state(row)}>${cells.join('')}</tr>`;
    }),
    '</table>',
  ];
}
