import { PROLOGUE, value, W } from './xml.ts';

/** One level of a list of Word: how it counts (ST_NumberFormat), what it prints, where it begins. */
export interface Level {
  format: string;
  text: string;
  start: number;
}
export interface List {
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

/**
 * The lists of a document: those that the writer counts, and labels that are the sign of a list of their own, which Word
 * prints and never counts.
 */
export class Lists {
  readonly #lists: List[] = [];
  readonly #own = new Map<string, List>();
  readonly #signs = new Map<string, List>();
  /** Those that stand for lists of a file that was read, by their ids there. */
  readonly read = new Map<string, List>();

  add(): List {
    const list: List = { num: this.#lists.length + 1, levels: new Map(), values: [] };
    this.#lists.push(list);
    return list;
  }

  /** Takes the last one out again. */
  drop(): void {
    this.#lists.pop();
  }

  get size(): number {
    return this.#lists.length;
  }

  /** A list that the writer counts itself; all its levels count alike. */
  own(key: string, format: keyof typeof KINDS | 'bullet'): number {
    const known = this.#own.get(key);
    if (known) return known.num;
    const list = this.add();
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
    const list = this.#signs.get(label) ?? this.add();
    this.#signs.set(label, list);
    const format = label.length < 2 || label.includes('%') ? 'bullet' : 'decimal';
    // A list has its levels from the first on.
    for (let i = 0; i <= level; i += 1) list.levels.set(i, { format, text: label, start: 1 });
    return list.num;
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
