import { formatNumber } from '../../read/docx/formats.ts';
import { PROLOGUE, value, W } from './xml.ts';

/** One level of a list of Word: how it counts (ST_NumberFormat), what it prints, where it begins. */
interface Level {
  format: string;
  text: string;
  start: number;
}
interface List {
  num: number;
  levels: Map<number, Level>;
  /** Values under way while the text is written, by level. */
  values: (number | undefined)[];
}

const KINDS = {
  decimal: ['decimal', '.'],
  letter: ['lowerLetter', ')'],
  roman: ['lowerRoman', ')'],
} as const;

/** Furthest number that a label is tried for. */
const FAR = 400;
/** Longest pattern of a label that is taken for one. */
const LONGEST = 40;

/**
 * The lists of a document. A paragraph that its file numbered is put into a list that counts as that one did, as long as
 * the list prints the label that is wanted; where it would not (a change counts on one side only, a rule of restarting that
 * is not known), its label is the sign of a list of its own, which Word prints and never counts.
 */
export class Lists {
  readonly #lists: List[] = [];
  readonly #own = new Map<string, List>();
  readonly #signs = new Map<string, List>();
  readonly #read = new Map<string, List>();

  #add(): List {
    const list: List = { num: this.#lists.length + 1, levels: new Map(), values: [] };
    this.#lists.push(list);
    return list;
  }

  get size(): number {
    return this.#lists.length;
  }

  /** A list that the writer counts itself; all its levels count alike. */
  own(key: string, format: keyof typeof KINDS | 'bullet'): number {
    const known = this.#own.get(key);
    if (known) return known.num;
    const list = this.#add();
    this.#own.set(key, list);
    for (let i = 0; i < 9; i += 1)
      list.levels.set(
        i,
        format === 'bullet'
          ? { format, text: '•', start: 1 }
          : { format: KINDS[format][0], text: `%${i + 1}${KINDS[format][1]}`, start: 1 },
      );
    return list.num;
  }

  /** A list whose sign is this label: LibreOffice prints the first letter of a bullet only, or a dot, so words are a number that never counts. */
  sign(label: string, level = 0): number {
    const list = this.#signs.get(label) ?? this.#add();
    this.#signs.set(label, list);
    const format = label.length < 2 || label.includes('%') ? 'bullet' : 'decimal';
    // A list has its levels from the first on.
    for (let i = 0; i <= level; i += 1) list.levels.set(i, { format, text: label, start: 1 });
    return list.num;
  }

  /** The list that goes on to this label as the one that was read did; one of its own sign where none can. */
  as(read: { id: string; format: string; pattern: string }, level: number, label: string): number {
    if (!/%\d/.test(read.pattern) || read.pattern.length > LONGEST || level > 8)
      return this.sign(label, Math.min(8, level));
    const known = this.#read.get(read.id);
    if (known !== undefined && this.#goesOn(known, read, level, label)) return known.num;
    const list = this.#add();
    if (!this.#goesOn(list, read, level, label)) {
      this.#lists.pop();
      return this.sign(label, level);
    }
    this.#read.set(read.id, list);
    return list.num;
  }

  #goesOn(list: List, read: { format: string; pattern: string }, at: number, label: string): boolean {
    const known = list.levels.get(at);
    if (known !== undefined && (known.text !== read.pattern || known.format !== read.format)) return false;
    // A level that deeper ones have passed over has begun already, unseen.
    if (known === undefined && list.values.length > at + 1) return false;
    const last = list.values[at];
    const fits = (next: number): boolean => {
      const level = { format: read.format, text: read.pattern, start: next };
      const levels = new Map(list.levels).set(at, known ?? level);
      return print(levels, level, Object.assign([...list.values], { [at]: next })) === label;
    };
    const start = known?.start ?? Array.from({ length: FAR }, (_, i) => i).find(fits);
    const next = last === undefined ? start : last + 1;
    if (start === undefined || next === undefined || !fits(next)) return false;
    list.levels.set(at, known ?? { format: read.format, text: read.pattern, start });
    list.values[at] = next;
    // A level that was passed over counts as begun; deeper ones begin anew.
    for (let i = 0; i < at; i += 1) list.values[i] ??= list.levels.get(i)?.start;
    list.values.length = at + 1;
    return true;
  }

  /** numbering.xml (17.9): each list with the levels that are used, and those above them. */
  xml(rtl: boolean): string {
    const level = (one: Level, i: number): string =>
      `<w:lvl w:ilvl="${i}">${value('start', one.start)}${value('numFmt', one.format)}${value('lvlText', one.text)}${value('lvlJc', 'left')}<w:pPr><w:ind w:left="${567 * (i + 1)}" w:hanging="567"/></w:pPr>${rtl ? '<w:rPr><w:rtl/></w:rPr>' : ''}</w:lvl>`;
    const abstract = this.#lists.map((list) => {
      const deepest = Math.max(0, ...list.levels.keys());
      const levels = Array.from({ length: deepest + 1 }, (_, i) =>
        level(list.levels.get(i) ?? { format: 'none', text: '', start: 1 }, i),
      );
      return `<w:abstractNum w:abstractNumId="${list.num}">${value('multiLevelType', 'multilevel')}${levels.join('')}</w:abstractNum>`;
    });
    const nums = this.#lists.map((list) => `<w:num w:numId="${list.num}">${value('abstractNumId', list.num)}</w:num>`);
    return `${PROLOGUE}<w:numbering ${W}>${abstract.join('')}${nums.join('')}</w:numbering>`;
  }
}

function print(levels: ReadonlyMap<number, Level>, level: Level, values: readonly (number | undefined)[]): string {
  return level.text
    .replace(/%([1-9])/g, (_, digit: string) => {
      const of = levels.get(Number(digit) - 1);
      return of === undefined ? '' : (formatNumber(values[Number(digit) - 1] ?? of.start, of.format) ?? '');
    })
    .trim();
}
