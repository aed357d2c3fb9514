import type { Cell, Footnote, Group, Item, Language, Mark, Run, Text } from '../model/text.ts';
import { diffWords } from '../words/diff.ts';
import { escapeHtml, runHtml } from '../write/html.ts';
import { labelOf } from '../write/lines.ts';
import { columnsOf, markedRows } from '../write/marked-rows.ts';
import { fill, MESSAGES, type Messages } from './messages.ts';
import type { Place } from './model.ts';
import { arrivedRuns, movesIn, type Movable } from './moves.ts';
import { placeName } from './naming.ts';
import { rowWords } from './nodes.ts';

/** How a redline is shown where the page that holds it has no style for it: by lines as well as colours. */
export const REDLINE_STYLE = `.redline { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
.redline h1 { font-size: 1.5rem; line-height: 1.3; }
.redline ins { color: light-dark(#00548c, #8cc8ff); text-decoration: underline; text-underline-offset: 0.15em; }
.redline del { color: light-dark(#9c1a1a, #ffa093); text-decoration: line-through; }
.redline ins[data-move], .redline del[data-move] { color: light-dark(#1d5c2e, #8fd6a0); text-decoration-style: double; }
.redline .moved { border-inline-start: 0.25rem double light-dark(#1d5c2e, #8fd6a0); padding-inline-start: 0.5rem; }
.redline .moved > a, .redline tr.moved a { color: light-dark(#1d5c2e, #8fd6a0); }
.redline .reset { border-bottom: 2px dotted light-dark(#6b4a00, #e0b45c); }
.redline .said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.redline [data-depth] { margin-inline-start: calc(var(--depth, 0) * 2rem); }
.redline .wide { overflow-x: auto; margin-block: 1rem; }
.redline table { border-collapse: collapse; }
.redline td, .redline th { border: 1px solid #767676; padding: 0.25rem 0.5rem; text-align: start; vertical-align: top; }
.redline td p, .redline th p { margin-block: 0.25rem; }
.redline td.reset, .redline th.reset { border: 2px dotted light-dark(#6b4a00, #e0b45c); }
.redline .inserted { border: 2px solid light-dark(#00548c, #8cc8ff); }
.redline .deleted { border: 2px dashed light-dark(#9c1a1a, #ffa093); }`;

/**
 * A redline as an HTML article: what was added stands in `ins`, what was struck in `del`, each with who and when, and with
 * words for those who hear the page ("added", "deleted", "moved here"). Colours and lines never stand alone. All is escaped.
 * `language` is that of those words; the text's own where left out. Styles: `REDLINE_STYLE`, or the page's own.
 */
export const redlineToHtml = (text: Text, language: Language = text.language): string =>
  new Page(text, language).article();

/** The same as a document of its own, of one text or of all that a document carries. */
export function redlinePage(texts: readonly Text[], language: Language = texts[0]?.language ?? 'en'): string {
  const title = texts[0]?.title ?? '';
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; }
${REDLINE_STYLE}
</style></head>
<body>
<main>
${texts.map((text) => redlineToHtml(text, language)).join('')}</main>
</body>
</html>
`;
}

class Page {
  readonly #text: Text;
  readonly #language: Language;
  readonly #words: Messages;
  /** What moved, each with its other end. */
  readonly #moves: ReadonlyMap<Movable, Movable>;

  constructor(text: Text, language: Language) {
    this.#text = text;
    this.#language = language;
    this.#words = MESSAGES[language];
    this.#moves = movesIn(text);
  }

  article(): string {
    const { language, title, was } = this.#text;
    const heading = diffWords(was?.title ?? title, title, language)
      .map(({ kind, text }) => (kind === 'same' ? escapeHtml(text) : this.#marked(escapeHtml(text), { state: kind })))
      .join('');
    return [
      `<article class="redline" lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`,
      `<h1>${heading}</h1>`,
      ...this.#text.groups.flatMap((group) => this.#group(group, 0)),
      ...(this.#text.footnotes.length > 0 ? ['<hr>'] : []),
      ...this.#text.footnotes.map((note) => this.#note(note)),
      '</article>\n',
    ].join('\n');
  }

  // Words said beside a mark, in the reader's language, whatever that of the text.
  #said(words: string): string {
    const other = this.#language === this.#text.language ? '' : ` lang="${this.#language}"`;
    return `<span class="said"${other}>[${escapeHtml(words)}] </span>`;
  }

  #marked(html: string, mark: Mark): string {
    const { marks, by } = this.#words;
    const moved = mark.move !== undefined;
    const [tag, what] =
      mark.state === 'inserted'
        ? ['ins', moved ? marks.movedHere : marks.inserted]
        : ['del', moved ? marks.movedAway : marks.deleted];
    const title = [what, mark.author === undefined ? '' : fill(by, { author: mark.author })].filter(Boolean).join(', ');
    const date = mark.date === undefined ? '' : ` datetime="${escapeHtml(mark.date)}"`;
    const move = mark.move === undefined ? '' : ` data-move="${escapeHtml(mark.move)}"`;
    return `<${tag}${date}${move} title="${escapeHtml(title)}">${this.#said(what)}${html}</${tag}>`;
  }

  #runs(runs: readonly Run[]): string {
    const parts: string[] = [];
    for (let i = 0; i < runs.length;) {
      const first = runs[i];
      if (first === undefined) break;
      // Runs under one mark stand in one element, so that its words are said once.
      const key = keyOf(first);
      let end = i + 1;
      while (end < runs.length && keyOf(runs[end]) === key) end += 1;
      const html = runs.slice(i, end).map(runHtml).join('');
      if (first.passed && first.text === '') {
        const words = runs.slice(i, end).map((run) => runHtml({ ...run, text: run.passed?.text ?? '' }));
        const { inserted, deleted } = first.passed;
        const gone = this.#marked(words.join(''), { ...deleted, state: 'deleted' });
        // What one struck of one's own is struck; of another's, that had brought it first.
        parts.push(inserted.author === deleted.author ? gone : this.#marked(gone, { ...inserted, state: 'inserted' }));
      } else if (first.mark) parts.push(this.#marked(html, first.mark));
      else if (first.was)
        parts.push(
          `<span class="reset" title="${escapeHtml(this.#words.marks.formatted)}">${this.#said(this.#words.marks.formatted)}${html}</span>`,
        );
      else parts.push(html);
      i = end;
    }
    return parts.join('');
  }

  #label(label: string | null | undefined, oldLabel: string | undefined, mark: Mark | null): string {
    const now = label === null || label === undefined ? '' : escapeHtml(labelOf(label));
    if (mark) return now === '' ? '' : `<span class="label">${this.#marked(now, mark)}</span> `;
    if (oldLabel === undefined) return now === '' ? '' : `<span class="label">${now}</span> `;
    const was = oldLabel === '' ? '' : this.#marked(escapeHtml(labelOf(oldLabel)), { state: 'deleted' });
    const is = now === '' ? '' : this.#marked(now, { state: 'inserted' });
    return `<span class="label">${[was, is].filter(Boolean).join(' ')}</span> `;
  }

  #group(group: Group, depth: number): string[] {
    const level = Math.min(6, depth + 2);
    const runs = group.headingRuns ?? (group.heading === '' ? [] : [{ text: group.heading }]);
    const label = this.#label(group.label, group.oldLabel, wholeMark(group.state, runs));
    const move = this.#move(group);
    const words = label + (move ? move.link + move.words(runs) : this.#runs(runs));
    // Where a heading stood is no heading now.
    const tag = move && group.state === 'deleted' ? 'p' : `h${level}`;
    const moved = move ? ' class="moved"' : '';
    return [
      ...(words === '' ? [] : [`<${tag} id="${escapeHtml(group.eId)}"${moved}>${words}</${tag}>`]),
      ...group.items.flatMap((item) => this.#item(item, 0)),
      ...(group.table ? [this.#table(group)] : []),
      ...group.groups.flatMap((one) => this.#group(one, depth + 1)),
    ];
  }

  // `arrived`: what stands in a row that moved here.
  #item(item: Item, depth: number, arrived = false): string[] {
    const runs = item.runs.length > 0 ? item.runs : [{ text: item.text }];
    // A paragraph that came or went as a whole may have runs that do not say so.
    const mark = arrived ? null : wholeMark(item.state, runs);
    const said = mark === null ? runs : runs.map((run) => (run.mark || run.passed ? run : { ...run, mark }));
    const indent = depth === 0 ? '' : ` style="--depth: ${depth}"`;
    const move = this.#move(item);
    const moved = move ? ' class="moved"' : '';
    const words = move ? move.link + move.words(runs) : this.#runs(arrived ? arrivedRuns(runs) : said);
    return [
      `<p${item.eId && ` id="${escapeHtml(item.eId)}"`} data-depth="${depth}"${indent}${moved}>${this.#label(item.label, item.oldLabel, mark)}${words}${item.end ? this.#marked('¶', item.end) : ''}</p>`,
      ...item.items.flatMap((one) => this.#item(one, depth + 1, arrived)),
    ];
  }

  // What moved: a word of it where it stood, and where it stands now its words, with what changed in them.
  #move(part: Movable): { link: string; words: (runs: readonly Run[]) => string } | null {
    const other = this.#moves.get(part);
    if (!other) return null;
    const { marks } = this.#words;
    const came = stateOf(part) === 'inserted';
    const place = placeName(placeOf(other), this.#text.language, this.#words);
    const note = fill(came ? marks.movedFrom : marks.movedTo, { place });
    const lang = this.#language === this.#text.language ? '' : ` lang="${this.#language}"`;
    const link = `<a href="#${escapeHtml(addressOf(other))}"${lang}>[${escapeHtml(note)}]</a>`;
    return { link: came ? `${link} ` : link, words: (runs) => (came ? this.#runs(arrivedRuns(runs)) : '') };
  }

  #table(group: Group): string {
    const rows = markedRows(group).map(({ row, cells: shown }) => {
      const tag = row.header ? 'th' : 'td';
      const move = this.#move(row);
      const place = move ? ` id="${escapeHtml(addressOf(row))}"` : '';
      const wide = shown.reduce((sum, one) => sum + columnsOf(one, row), 0);
      if (move && row.mark?.state === 'deleted')
        return `<tr${place} class="moved"><${tag} colspan="${wide}">${move.link}</${tag}></tr>`;
      const cells = shown.map((one, i) => {
        const { cell, rowspan } = one;
        const colspan = columnsOf(one, row);
        const span = `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`;
        const state = cell.mark ? ` class="${cell.mark.state}"` : cell.was ? ' class="reset"' : '';
        const inner = cell.items.flatMap((item) => this.#item(item, 0, move !== null)).join('');
        const said = move ? (i === 0 ? move.link : '') : this.#cellSaid(cell, row.mark);
        return `<${tag}${span}${state}${row.header ? ' scope="col"' : ''}>${said}${inner}</${tag}>`;
      });
      const what = move ? 'moved' : row.mark?.state;
      return `<tr${place}${what ? ` class="${what}"` : ''}>${cells.join('')}</tr>`;
    });
    return `<div class="wide"><table id="${escapeHtml(group.eId)}">\n${rows.join('\n')}\n</table></div>`;
  }

  // What its words do not say: that a cell without any came or went, that a cell covers others now.
  #cellSaid({ mark: own, was, items }: Cell, ofRow: Mark | undefined): string {
    const mark = own ?? ofRow;
    if (mark) return items.length === 0 ? this.#marked('', mark) : '';
    return was ? this.#said(this.#words.resized) : '';
  }

  #note(note: Footnote): string {
    const runs = note.runs.length > 0 ? note.runs : [{ text: note.text }];
    const back = note.at === null ? '' : ` <a href="#${escapeHtml(note.at)}">↩</a>`;
    return `<p id="note-${escapeHtml(note.id)}"><sup>${escapeHtml(note.label)}</sup> ${this.#runs(runs)}${back}</p>`;
  }
}

const stateOf = (part: Movable): Item['state'] | undefined => ('cells' in part ? part.mark?.state : part.state);
/** Where a link to it leads: rows have no address of their own. */
const addressOf = (part: Movable): string =>
  'cells' in part ? `row-${part.mark?.move ?? ''}-${part.mark?.state ?? ''}` : part.eId;
function placeOf(part: Movable): Pick<Place, 'what' | 'label' | 'words'> {
  if ('cells' in part) return { what: 'row', label: null, words: rowWords(part) };
  return 'part' in part
    ? { what: 'heading', label: part.label ?? null, words: part.heading }
    : { what: 'paragraph', label: part.label, words: part.text };
}

/** The mark of all of a part: that of its move, of its first words, or one that says no more than that it came or went. */
function wholeMark(state: Item['state'], runs: readonly Run[]): Mark | null {
  if (state === 'kept') return null;
  return runs.find(({ mark }) => mark?.state === state && mark.move !== undefined)?.mark ?? firstMark(state, runs);
}
const firstMark = (state: Mark['state'], [first]: readonly Run[]): Mark =>
  first?.mark?.state === state ? first.mark : { state };

const keyOf = (run: Run | undefined): string =>
  JSON.stringify([run?.mark, run?.was, run?.passed && [run.passed.inserted, run.passed.deleted]]);
