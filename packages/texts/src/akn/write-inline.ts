import type { Footnote, Run } from '../model/text.ts';
import { textIn, wordsIn } from '../model/words.ts';
import { iriOfReference } from './names.ts';
import { rest } from './record.ts';
import type { Writing } from './writing.ts';
import { around, escapeWords, print, words, type Attributes, type Tag } from './xml.ts';

const RUN = [
  'text',
  'bold',
  'italic',
  'underline',
  'strike',
  'sup',
  'sub',
  'link',
  'note',
  'lang',
  'rtl',
  'mark',
] as const;
export const MARK = ['state', 'author', 'date', 'move'] as const;

/** A stretch of the words that is wrapped, without cutting the runs that it crosses. */
interface Range {
  from: number;
  to: number;
  name: string;
  attributes: Attributes;
}

/** Words with line breaks as elements. */
const plain = (text: string): string => text.split('\n').map(escapeWords).join('<eol/>');

/** An address that the schema's anyURI takes as it is. */
const isUri = (link: string): boolean =>
  /^(?:[\w\-.~:/?@!$&'()*+,;=]|%[\dA-Fa-f]{2})*(?:#(?:[\w\-.~:/?@!$&'()*+,;=]|%[\dA-Fa-f]{2})*)?$/.test(link) &&
  (!/^[^/?#]*:/.test(link) || /^[a-z][a-z0-9+.-]*:[^:]/i.test(link)) &&
  !/^\w+:\/\/[^/]*:(?!\d{1,5}(?:[/?#]|$))/.test(link);
const isTag = (lang: string): boolean => /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/.test(lang);

/**
 * Runs as inline markup. A run is one element, or bare words; two bare ones in a row are told apart by `inline`, so that
 * reading gives the same runs. References are `ref` around the words they cover, within the runs.
 */
export function inline(runs: readonly Run[], writing: Writing, eId?: string, text?: string): string {
  const ranges = eId === undefined || text === undefined ? [] : rangesOf(runs, writing, eId, text);
  let at = 0;
  let bareBefore = false;
  return runs
    .map((run) => {
      const counted = run.mark?.state !== 'deleted' && run.note === undefined;
      const inner =
        run.note !== undefined
          ? noteOf(run, run.note, writing)
          : counted && run.link === undefined
            ? ranged(run.text, at, ranges)
            : plain(run.text);
      if (counted) at += run.text.length;
      const wrapped = wrap(run, inner, writing);
      const bare = wrapped === inner && run.note === undefined;
      const apart = bare && (bareBefore || run.text === '');
      bareBefore = bare && !apart;
      return apart ? around('inline', { name: 'run' }, wrapped) : wrapped;
    })
    .join('');
}

function wrap(run: Run, inner: string, writing: Writing): string {
  let out = run.image === undefined ? inner : imageOf(run.image) + inner;
  if (run.link !== undefined) {
    // A bookmark of the Word file is no place of the text: its name is kept, the link would lead nowhere.
    const uri = isUri(run.link) && (!run.link.startsWith('#') || writing.ids.has(run.link.slice(1)));
    out = around('a', { href: uri ? run.link : '#', 'suivi:href': uri ? undefined : run.link }, out);
  }
  const style = [run.strike && 'text-decoration:line-through', run.rtl && 'direction:rtl'].filter(Boolean).join(';');
  const more = rest(run, RUN);
  if (style !== '' || run.lang !== undefined || more !== undefined) {
    const lang = run.lang !== undefined && isTag(run.lang);
    out = around(
      'span',
      {
        style: style === '' ? undefined : style,
        'xml:lang': lang ? run.lang : undefined,
        'suivi:lang': lang ? undefined : run.lang,
        'suivi:more': more,
      },
      out,
    );
  }
  if (run.sub) out = around('sub', {}, out);
  if (run.sup) out = around('sup', {}, out);
  if (run.underline) out = around('u', {}, out);
  if (run.italic) out = around('i', {}, out);
  if (run.bold) out = around('b', {}, out);
  if (run.mark)
    out = around(
      run.mark.state === 'inserted' ? 'ins' : 'del',
      { ...writing.mark(run.mark), 'suivi:more': rest(run.mark, MARK) },
      out,
    );
  return out;
}

/** The place of an image, for those who read the words; all that is known of it is kept beside. */
const imageOf = (image: NonNullable<Run['image']>): string =>
  around('img', { src: image.part !== undefined && isUri(image.part) ? image.part : '#', alt: image.alt }, '');

/** The note itself where it is first referred to, a reference to it after that. */
function noteOf(run: Run, id: string, writing: Writing): string {
  const found = writing.noteOf(id);
  if (found === undefined) return around('noteRef', { href: '#', marker: run.text, 'suivi:note': id }, '');
  const printed = run.text === found.note.label ? undefined : run.text;
  if (found.eId !== undefined)
    return around('noteRef', { href: `#${found.eId}`, marker: found.note.label, 'suivi:printed': printed }, '');
  const eId = writing.ids.fresh('fn');
  writing.place(id, eId);
  const { attributes, content } = noteBody(found.note, found.index, eId, writing);
  return around(
    'authorialNote',
    { ...attributes, placement: 'bottom', 'suivi:printed': printed },
    print(content).trim(),
  );
}

const NOTE = ['id', 'label', 'text', 'runs', 'at', 'lines'] as const;

/** What a note is written as, whether it stands in the words or in the metadata. */
export function noteBody(
  note: Footnote,
  index: number,
  eId: string,
  writing: Writing,
): { attributes: Attributes; content: Tag } {
  return {
    attributes: {
      eId,
      marker: note.label,
      'suivi:n': String(index + 1),
      'suivi:id': note.id,
      'suivi:lines': linesOf(note.lines),
      ...wordsAttributes(note.runs, note.text, textIn(note.runs)),
      'suivi:more': rest(note, NOTE),
    },
    content: words('p', {}, note.runs.length > 0 ? inline(note.runs, writing) : plain(note.text)),
  };
}

export const linesOf = (lines: readonly number[]): string | undefined =>
  lines.length === 0 ? undefined : lines.join(' ');

/** Words that do not follow from their runs (cleaned, repaired, or there are no runs) are kept beside them. */
export const wordsAttributes = (runs: readonly Run[], text: string, derived: string): Attributes => ({
  'suivi:runs': runs.length === 0 && text !== '' ? 'none' : undefined,
  'suivi:text': text === derived || (runs.length === 0 && text !== '') ? undefined : text,
});

/** The words of a paragraph that has no runs of its own. */
export const bareWords = plain;

function rangesOf(runs: readonly Run[], writing: Writing, eId: string, text: string): Range[] {
  const printed = wordsIn(runs);
  const start = printed.indexOf(text);
  if (start < 0 || text === '') return [];
  const ranges: Range[] = writing
    .referencesIn(eId)
    .filter((one) => one.from >= 0 && one.to > one.from && one.to <= text.length)
    .filter((one) => !SECOND.test(text[one.from] ?? '') && !SECOND.test(text[one.to] ?? ''))
    .map((one) => ({
      from: start + one.from,
      to: start + one.to,
      name: 'ref',
      attributes: { href: iriOfReference(one) },
    }));
  const named = eId.startsWith('front') ? naming(text, start, writing) : [];
  const sorted = [...named, ...ranges].sort((a, b) => a.from - b.from || b.to - a.to);
  let end = -1;
  // What names the text itself comes before a reference that was seen in the same words.
  return sorted
    .filter((one) => named.includes(one) || !named.some((name) => one.from < name.to && name.from < one.to))
    .filter((one) => {
      const free = one.from >= end;
      if (free) end = one.to;
      return free;
    });
}

/** The second half of a sign outside the basic plane: no place to cut. */
const SECOND = /^[\udc00-\udfff]$/;

/** Where a line of the front prints the title or the number of the text. */
function naming(text: string, start: number, writing: Writing): Range[] {
  const { number, title } = writing.text;
  if (title !== '' && text.trim() === title)
    return [{ from: start, to: start + text.length, name: 'docTitle', attributes: {} }];
  const at = number === null || number === '' || text.length > 120 ? -1 : text.indexOf(number);
  return at < 0 || number === null
    ? []
    : [{ from: start + at, to: start + at + number.length, name: 'docNumber', attributes: {} }];
}

/** Words of one run, cut where a range begins or ends. */
function ranged(text: string, at: number, ranges: readonly Range[]): string {
  let out = '';
  let done = 0;
  for (const one of ranges) {
    const from = Math.max(0, one.from - at);
    const to = Math.min(text.length, one.to - at);
    if (to <= from || from < done) continue;
    out += plain(text.slice(done, from)) + around(one.name, one.attributes, plain(text.slice(from, to)));
    done = to;
  }
  return out + plain(text.slice(done));
}
