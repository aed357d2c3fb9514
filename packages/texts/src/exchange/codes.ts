import type { Image, Run } from '../model/text.ts';
import { rawOf } from '../model/words.ts';
import type { Element } from '../read/xml/tree.ts';
import type { ExchangeWarning } from './model.ts';

/**
 * What an inline code stands for. Formats and links span words; a note or an image stands at a point, `text` being its
 * printed reference or what it shows.
 */
export interface Code {
  kind: (typeof FORMATS)[number] | 'link' | 'lang' | 'note' | 'image';
  value?: string;
  text?: string;
}
const FORMATS = ['bold', 'italic', 'underline', 'strike', 'sup', 'sub', 'rtl'] as const;

/** Words with their codes nested, as XML wants them. */
export type Piece = { text: string } | { code: Code; id: string; inside: Piece[] | null };

const keyOf = (code: Code): string => `${code.kind} ${code.value ?? ''}`;

function codesOf(run: Run): Code[] {
  const codes: Code[] = FORMATS.filter((kind) => run[kind] === true).map((kind) => ({ kind }));
  if (run.link !== undefined) codes.push({ kind: 'link', value: run.link });
  if (run.lang !== undefined) codes.push({ kind: 'lang', value: run.lang });
  return codes;
}

function runOf(text: string, codes: readonly Code[]): Run {
  const run: Run = { text };
  for (const { kind, value } of codes) {
    if (kind === 'link' || kind === 'lang') {
      if (value !== undefined) run[kind] = value;
    } else if (kind !== 'note' && kind !== 'image') run[kind] = true;
  }
  return run;
}

/** Runs as they stand once their marks are accepted, neighbours of one form joined. The order of formats is lost. */
export function settled(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    if (run.mark?.state === 'deleted') continue;
    if (run.image) out.push({ text: '', image: run.image });
    if (run.text === '') continue;
    const next = { ...runOf(run.text, codesOf(run)), ...(run.note === undefined ? {} : { note: run.note }) };
    const last = out.at(-1);
    if (last && isWords(last) && isWords(next) && sameForm(last, next))
      out[out.length - 1] = { ...last, text: last.text + next.text };
    else out.push(next);
  }
  return out;
}
const isWords = (run: Run): boolean => run.note === undefined && run.image === undefined;
const sameForm = (a: Run, b: Run): boolean =>
  codesOf(a).map(keyOf).sort().join('\n') === codesOf(b).map(keyOf).sort().join('\n');

/** The words alone. */
export const plainOf = (runs: readonly Run[]): string => rawOf(runs);

/**
 * Gives the codes of a piece their ids. The nth link to a place, the nth bold stretch bear the same id in source and
 * target, so that a translator's tool sees one code moved and not one lost and one new.
 */
export class Numbering {
  readonly #ids = new Map<string, string[]>();
  readonly #codes = new Map<string, Code>();
  #used = new Map<string, number>();

  /** Starts over with the other side of the same unit. */
  otherSide(): this {
    this.#used = new Map();
    return this;
  }
  idOf(code: Code): string {
    const key = keyOf(code);
    const ids = this.#ids.get(key) ?? [];
    const nth = this.#used.get(key) ?? 0;
    this.#used.set(key, nth + 1);
    const id = ids[nth] ?? String(this.#codes.size + 1);
    if (nth === ids.length) {
      this.#ids.set(key, [...ids, id]);
      this.#codes.set(id, code);
    }
    return id;
  }
  get codes(): ReadonlyMap<string, Code> {
    return this.#codes;
  }
}

/** Runs as nested pieces: of the formats open at a place, the one that reaches furthest is the outermost. */
export function nest(runs: readonly Run[], numbering: Numbering): Piece[] {
  const inside = (list: readonly { run: Run; codes: Code[] }[]): Piece[] => {
    const pieces: Piece[] = [];
    for (let at = 0; at < list.length;) {
      const one = list[at];
      if (!one) break;
      const reach = (code: Code): number => {
        let end = at;
        while (list[end]?.codes.some((other) => keyOf(other) === keyOf(code))) end++;
        return end;
      };
      const [outer] = one.codes.map((code) => ({ code, end: reach(code) })).sort((a, b) => b.end - a.end);
      if (outer) {
        const key = keyOf(outer.code);
        const id = numbering.idOf(outer.code);
        const held = list
          .slice(at, outer.end)
          .map(({ run, codes }) => ({ run, codes: codes.filter((code) => keyOf(code) !== key) }));
        pieces.push({ code: outer.code, id, inside: inside(held) });
        at = outer.end;
        continue;
      }
      const point = pointOf(one.run);
      pieces.push(point ? { code: point, id: numbering.idOf(point), inside: null } : { text: one.run.text });
      at++;
    }
    return pieces;
  };
  return inside(settled(runs).map((run) => ({ run, codes: codesOf(run) })));
}

function pointOf({ note, image, text }: Run): Code | null {
  if (image) return { kind: 'image', value: JSON.stringify(image), text: image.alt ?? '' };
  return note === undefined ? null : { kind: 'note', value: note, text };
}

/** The run that a code at a point stands for; null where the code spans words, or says what no image of ours says. */
export function runAt(code: Code): Run | null {
  if (code.kind === 'note') return { text: code.text || '*', note: code.value ?? '' };
  const image = code.kind === 'image' ? imageOf(code.value ?? '') : null;
  return image && { text: '', image };
}

function imageOf(value: string): Image | null {
  let given: unknown;
  try {
    given = JSON.parse(value);
  } catch {
    return null;
  }
  if (typeof given !== 'object' || given === null || !('kind' in given)) return null;
  const kind = (['image', 'chart', 'diagram', 'object'] as const).find((one) => one === given.kind);
  if (!kind) return null;
  const of = (name: string): unknown => (given as Record<string, unknown>)[name];
  const words = (name: 'alt' | 'part'): object => (typeof of(name) === 'string' ? { [name]: of(name) } : {});
  const size = (name: 'width' | 'height'): object => (typeof of(name) === 'number' ? { [name]: of(name) } : {});
  return { kind, ...words('alt'), ...words('part'), ...size('width'), ...size('height') };
}

/** What the reader of a format knows of it. */
export interface Dialect {
  /** What a code's element says it is, by its own attributes and content; null where it says nothing that is known. */
  codeOf: (element: Element) => Code | null;
  /** Codes by id as the source had them, for tools that keep ids only. */
  known: ReadonlyMap<string, Code>;
  warn: (code: ExchangeWarning['code'], line: number, message: string) => void;
}

const SPAN = new Set(['pc', 'g', 'hi']);
const OPENS = new Set(['sc', 'bpt', 'bx']);
const CLOSES = new Set(['ec', 'ept', 'ex']);
const POINT = new Set(['ph', 'x']);
/** Elements that annotate words and carry none of their own form: XLIFF's marks, and the two halves of one. */
const AROUND = new Set(['mrk', 'sub']);
const EMPTY = new Set(['sm', 'em']);

/** Words that a reviewer struck out and that the tool keeps in the file (Trados: "x-sdl-deleted", "x-sdl-feedback-deleted"). */
const STRUCK = /^x-sdl-(?:feedback-)?deleted$/;

const idIn = (element: Element): string => {
  const { startRef, rid, i, id } = element.attributes;
  return startRef ?? rid ?? i ?? id ?? '';
};

export interface Read {
  runs: Run[];
  /** Codes met, by id. */
  codes: Map<string, Code>;
}

/** Codes that are open at a place. */
export type Open = { id: string; code: Code | null }[];

/**
 * The words of a `<source>`, `<target>` or `<seg>` with the codes that stand around them. Reads the inline elements of
 * XLIFF 1.2 and 2.x and of TMX alike: each either spans (`pc`, `g`), opens or closes (`sc`/`ec`, `bpt`/`ept`, `bx`/`ex`),
 * or stands at a point (`ph`, `x`); `it` is half of a code by its `pos`. What a point or a half of a code holds is the tool's own
 * and no words. `open` holds what an earlier segment of the same unit left open, and afterwards what this one leaves.
 */
export function readInline(element: Element, dialect: Dialect, open: Open = []): Read {
  const runs: Run[] = [];
  const codes = new Map<string, Code>();
  const formats = (): Code[] => open.flatMap(({ code }) => (code ? [code] : []));
  const meet = (one: Element): { id: string; code: Code | null } => {
    const id = idIn(one);
    const code = dialect.codeOf(one) ?? dialect.known.get(id) ?? null;
    if (code === null)
      dialect.warn(
        'code-unknown',
        one.line,
        `the code <${one.name} id="${id}"> says nothing known; its words are kept`,
      );
    else if (code.kind === 'link' && !/^(?:https?:|mailto:|#)/i.test(code.value ?? '')) {
      dialect.warn('bad-link', one.line, `the link to "${code.value ?? ''}" is left out; its words are kept`);
      return { id, code: null };
    } else codes.set(id, code);
    return { id, code };
  };
  const walk = (children: readonly (Element | string)[]): void => {
    for (const child of children) {
      if (typeof child === 'string') {
        runs.push(runOf(child, formats()));
      } else if (SPAN.has(child.name)) {
        open.push(meet(child));
        walk(child.children);
        open.pop();
      } else if (OPENS.has(child.name) || (child.name === 'it' && beginsAt(child))) {
        open.push(meet(child));
      } else if (CLOSES.has(child.name) || child.name === 'it') {
        const at = open.findLastIndex((one) => one.id === idIn(child));
        if (at >= 0) open.splice(at, 1);
      } else if (POINT.has(child.name)) {
        const { code } = meet(child);
        const run = code && runAt(code);
        if (run?.image) runs.push(run);
        else if (run) runs.push({ ...runOf(run.text, formats()), ...run });
      } else if (child.name === 'cp') {
        const sign = Number.parseInt(child.attributes['hex'] ?? '', 16);
        if (sign >= 0 && sign <= 0xffff) runs.push(runOf(String.fromCharCode(sign), formats()));
      } else if (STRUCK.test(child.attributes['mtype'] ?? '')) {
        dialect.warn(
          'deleted-words',
          child.line,
          `the words "${wordsIn(child)}", struck out by a reviewer, are left out`,
        );
      } else if (AROUND.has(child.name)) {
        walk(child.children);
      } else if (!EMPTY.has(child.name)) {
        dialect.warn('unread-element', child.line, `the element <${child.name}> is not known; its words are kept`);
        walk(child.children);
      }
    }
  };
  walk(element.children);
  return { runs: settled(runs), codes };
}

/** XLIFF 1.2 says "open" and "close", TMX "begin" and "end". */
const beginsAt = ({ attributes: { pos } }: Element): boolean => pos === 'open' || pos === 'begin';
const wordsIn = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? child : wordsIn(child))).join('');

/** A code's words in a format's own attribute: "bold", "x-suivi-note". */
export const codeNamed = (name: string, value: string, text: string): Code | null => {
  const kind = NAMES[name];
  if (kind === undefined) return null;
  if (kind === 'link' || kind === 'lang') return value === '' ? null : { kind, value };
  if (kind === 'note' || kind === 'image') return value === '' ? null : { kind, value, text };
  return { kind };
};
const NAMES: Readonly<Record<string, Code['kind']>> = {
  bold: 'bold',
  b: 'bold',
  'xlf:b': 'bold',
  italic: 'italic',
  i: 'italic',
  'xlf:i': 'italic',
  underlined: 'underline',
  underline: 'underline',
  'xlf:u': 'underline',
  link: 'link',
  'suivi:link': 'link',
  'x-suivi-link': 'link',
  ...Object.fromEntries(
    (['bold', 'italic', 'underline', 'strike', 'sup', 'sub', 'rtl', 'lang', 'note', 'image'] as const).flatMap(
      (kind) => [
        [`suivi:${kind}`, kind],
        [`x-suivi-${kind}`, kind],
      ],
    ),
  ),
};
