import { formatNumber } from './formats.ts';
import type { Styles } from './styles.ts';
import { symbolText } from './symbols.ts';
import { child, elements, integer, onOff, val } from './xml.ts';
import type { Node } from './xml.ts';

interface Level {
  start: number;
  format: string;
  text: string;
  /** A level (1-based) after which this one starts anew; 0 never; undefined after any higher one. */
  restart?: number;
  legal: boolean;
  style?: string;
  font?: string;
}

interface List {
  abstractId: string;
  levels: (Level | undefined)[];
  /** startOverride by level. */
  starts: Map<number, number>;
}

/** The lists of a file: what `numbering.xml` defines, styles linked in. */
export interface Numbering {
  lists: Map<string, List>;
  /** Number formats met that cannot be printed. */
  unknown: Set<string>;
}

const LEVELS = 9;

/** Reads `numbering.xml` (17.9). Links to numbering styles are followed once; what is missing is left out. */
export function readNumbering(root: Node | undefined, styles: Styles): Numbering {
  const abstracts = new Map<string, Node>();
  for (const node of elements(root, 'w:abstractNum')) {
    const id = node.attributes['w:abstractNumId'];
    if (id !== undefined) abstracts.set(id, node);
  }
  const nums = new Map<string, Node>();
  for (const node of elements(root, 'w:num')) {
    const id = node.attributes['w:numId'];
    if (id !== undefined) nums.set(id, node);
  }
  /** A list may say "as the numbering style X": its levels are those of the list that X names. */
  const abstractOf = (num: Node): string | undefined => {
    const id = val(num, 'w:abstractNumId');
    const link = id === undefined ? undefined : val(abstracts.get(id), 'w:numStyleLink');
    if (link === undefined) return id;
    const target = nums.get(styles.get(link)?.numId ?? '');
    return (target ? val(target, 'w:abstractNumId') : undefined) ?? id;
  };
  const lists = new Map<string, List>();
  for (const [id, num] of nums) {
    const abstractId = abstractOf(num);
    const levels: (Level | undefined)[] = [];
    for (const node of elements(abstracts.get(abstractId ?? ''), 'w:lvl')) setLevel(levels, node);
    const starts = new Map<number, number>();
    for (const override of elements(num, 'w:lvlOverride')) {
      const index = integer(override.attributes['w:ilvl']);
      if (index === undefined || index < 0 || index >= LEVELS) continue;
      const own = child(override, 'w:lvl');
      if (own) setLevel(levels, own, index);
      const start = integer(val(override, 'w:startOverride'));
      if (start !== undefined) starts.set(index, start);
    }
    lists.set(id, { abstractId: abstractId ?? `num:${id}`, levels, starts });
  }
  return { lists, unknown: new Set() };
}

function setLevel(levels: (Level | undefined)[], node: Node, at?: number): void {
  const index = at ?? integer(node.attributes['w:ilvl']);
  if (index === undefined || index < 0 || index >= LEVELS) return;
  // Word writes a custom format as the choice, and the nearest plain one as the fallback.
  const branches = elements(child(node, 'mc:AlternateContent'));
  const numFmt = child(node, 'w:numFmt') ?? branches.map((branch) => child(branch, 'w:numFmt')).find((each) => each);
  const attributes = numFmt?.attributes ?? {};
  const named = attributes['w:val'] ?? 'decimal';
  const format = named === 'custom' ? (attributes['w:format'] ?? 'decimal') : named;
  const fonts = child(child(node, 'w:rPr'), 'w:rFonts')?.attributes;
  const lvlText = child(node, 'w:lvlText')?.attributes;
  levels[index] = {
    start: integer(val(node, 'w:start')) ?? 0,
    format,
    text: lvlText?.['w:val'] ?? '',
    legal: onOff(node, 'w:isLgl') ?? false,
    restart: integer(val(node, 'w:lvlRestart')),
    style: val(node, 'w:pStyle'),
    font: fonts?.['w:ascii'] ?? fonts?.['w:hAnsi'],
  };
}

/** The level of a list that a paragraph style is tied to; 0 where none is. */
export function levelOfStyle(numbering: Numbering, numId: string, styleId: string | undefined): number {
  const levels = numbering.lists.get(numId)?.levels ?? [];
  const index = levels.findIndex(
    (level) => level !== undefined && level.style !== undefined && level.style === styleId,
  );
  return Math.max(index, 0);
}

/**
 * Counts one reading of the file. Two run side by side: one over what stands when all changes are accepted, one over what
 * stood before; where their labels differ, the paragraph was renumbered.
 */
export class Counters {
  readonly #numbering: Numbering;
  readonly #values = new Map<string, (number | undefined)[]>();
  readonly #started = new Set<string>();

  constructor(numbering: Numbering) {
    this.#numbering = numbering;
  }

  /** Counts one paragraph and gives its printed label; undefined where the list prints nothing or is not defined. */
  next(numId: string, ilvl: number, language: string): string | undefined {
    const list = this.#numbering.lists.get(numId);
    if (!list || ilvl < 0 || ilvl >= LEVELS) return undefined;
    const level = list.levels[ilvl];
    if (!level) return undefined;
    let values = this.#values.get(list.abstractId);
    if (!values) this.#values.set(list.abstractId, (values = []));

    const key = `${numId}:${ilvl}`;
    const override = list.starts.get(ilvl);
    const before = values[ilvl];
    // A start given by the w:num holds for its first paragraph at that level and whenever the level starts anew (17.9.26).
    if (override !== undefined && !this.#started.has(key)) values[ilvl] = override;
    else values[ilvl] = before === undefined ? (override ?? level.start) : before + 1;
    this.#started.add(key);

    // A higher level that was passed over counts as begun: after "1.1" at the head of a list the next level one is "2".
    for (let higher = 0; higher < ilvl; higher += 1) {
      values[higher] ??= list.starts.get(higher) ?? list.levels[higher]?.start;
    }
    for (let deeper = ilvl + 1; deeper < LEVELS; deeper += 1) {
      const restart = list.levels[deeper]?.restart;
      if (restart === undefined ? true : restart > ilvl) values[deeper] = undefined;
    }
    const label = this.#print(list, level, values, language);
    return label === '' ? undefined : label;
  }

  #print(list: List, level: Level, values: (number | undefined)[], language: string): string {
    if (level.format === 'bullet') return symbolText(level.text, level.font) || '•';
    if (level.format === 'none' && level.text === '') return '';
    return level.text
      .replace(/%([1-9])/g, (_, digit: string) => {
        const index = Number(digit) - 1;
        const of = list.levels[index];
        if (!of) return '';
        const value = values[index] ?? list.starts.get(index) ?? of.start;
        const format = level.legal && of.format !== 'none' ? 'decimal' : of.format;
        const printed = formatNumber(value, format, language);
        if (printed === null) this.#numbering.unknown.add(format);
        return printed ?? String(value);
      })
      .trim();
  }
}

/** Number formats by their old binary code, as `w:numberingChange` writes them. */
const OLD_FORMATS: Record<string, string> = {
  0: 'decimal',
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  5: 'ordinal',
  22: 'decimalZero',
  23: 'bullet',
};

/**
 * The label in `w:numberingChange/@w:original`, a chain of `%level:value:format:text` ("%1:4:0:." reads "4.").
 * Undefined where it is not of that form.
 */
export function originalLabel(original: string): string | undefined {
  const parts = [...original.matchAll(/%(\d):(\d{1,6}):(\d{1,3}):([^%]*)/g)];
  if (parts.length === 0)
    return original !== '' && original.length <= 12 && !original.includes('%')
      ? original.trim() || undefined
      : undefined;
  const head = original.slice(0, parts[0]?.index ?? 0);
  const label =
    head +
    parts
      .map(
        ([, , value, format, text]) =>
          (formatNumber(Number(value), OLD_FORMATS[format ?? ''] ?? 'decimal') ?? '') + (text ?? ''),
      )
      .join('');
  return label.trim() || undefined;
}
