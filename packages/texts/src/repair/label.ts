import type { Block } from '../model/text.ts';

/** What stands before a paragraph's words, cut from the block whichever way the reader left it. */
export interface Head {
  /** As printed, without outer brackets and closing punctuation: "46", "cd", "2.32.4", "a)b". */
  core: string;
  /** Characters of the block's runs that the label takes (0 where the reader has split it off already). */
  inRuns: number;
}

/** A line that holds two labels: "3 old words4⇥new words". Offsets are in the block's run text. */
export interface TwoLabels {
  first: string;
  second: string;
  /** The words between the two labels. */
  between: string;
  /** Where in the runs the words after the second label begin. */
  restAt: number;
}

const ARTEFACT = /^(?:\s|\[bookmark:[^\]]*\])+/u;
const DIGITS = /[٠-٩۰-۹]/gu;

export const textOf = (block: Block): string => block.runs.map((run) => run.text).join('');

/** Arabic-Indic digits as European ones, so that one arithmetic serves all languages. */
export function plainDigits(text: string): string {
  return text.replace(DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 15));
}

/** The label of a block, or null where it has none that could belong to a series. */
export function headOf(block: Block): Head | null {
  if (block.kind !== 'paragraph') return null;
  if (block.label !== undefined) {
    const core = coreOf(block.label);
    return core === '' ? null : { core, inRuns: 0 };
  }
  const text = textOf(block);
  const skipped = ARTEFACT.exec(text)?.[0].length ?? 0;
  const found = /^([^\t]{1,16})\t+/u.exec(text.slice(skipped));
  if (found?.[1] === undefined) return null;
  const core = coreOf(found[1]);
  return isLabel(core) ? { core, inRuns: skipped + found[0].length } : null;
}

/** Whether the reading as two labels is possible: the second is glued to the word before it and followed by a tab. */
export function twoLabelsOf(block: Block): TwoLabels | null {
  if (block.kind !== 'paragraph') return null;
  const text = textOf(block);
  const label = block.label ?? '';
  const whole = label === '' ? text : `${label}\t${text}`;
  const skipped = label === '' ? (ARTEFACT.exec(whole)?.[0].length ?? 0) : 0;
  const found =
    /^\(?([0-9٠-٩]{1,3}|[a-z]{1,2})[.)]{0,2}[\s\u00a0]+([^\t]{2,600}?[^\s\d(\t])\(?([0-9٠-٩]{1,3}|(?<=[;,.])[a-z])[.)]{0,2}\t/u.exec(
      whole.slice(skipped),
    );
  const [all, first, between, second] = found ?? [];
  if (all === undefined || first === undefined || between === undefined || second === undefined) return null;
  return {
    first: coreOf(first),
    second: coreOf(second),
    between,
    restAt: skipped + all.length - (label === '' ? 0 : label.length + 1),
  };
}

/** Splits "3 old words4" that a reader took for a label: the restAt of such a line lies before its runs. */
export function coreOf(label: string): string {
  return plainDigits(label.replace(/[\s\u00a0]+/gu, ' ').trim())
    .replace(/^[([]+/u, '')
    .replace(/[.)\]:]+$/u, '')
    .toLowerCase();
}

/** Digits with dots, or one to eight letters: what a label of a series looks like, merged or not. */
export function isLabel(core: string): boolean {
  return /^\d{1,4}(?:[.)(]*\d{1,3})*$/u.test(core) || /^[a-z]{1,3}(?:[)(.]{0,2}[a-z]{1,5})?$/u.test(core);
}

const ROMAN: [number, string][] = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

export function roman(value: number): string {
  let rest = value;
  let out = '';
  for (const [size, sign] of ROMAN) {
    while (rest >= size) {
      out += sign;
      rest -= size;
    }
  }
  return out;
}

/** 1 → a, 26 → z, 27 → aa (the letter doubled, as in council texts). */
export function letter(value: number): string {
  const sign = String.fromCharCode(97 + ((value - 1) % 26));
  return sign.repeat(Math.ceil(value / 26));
}

/** The printed forms that an old label followed by a new one can take once the marks between them are gone. */
export function mergedForms(before: string, after: string): string[] {
  const forms = [
    before + after,
    `${before})${after}`,
    `${before})(${after}`,
    `${before}.${after}`,
    `${before} ${after}`,
    `${before}.)${after}`,
  ];
  // Only the last number of a dotted label may have been marked: 2.{3}{4}.
  const dot = before.lastIndexOf('.');
  if (dot > 0 && after.startsWith(before.slice(0, dot + 1))) forms.push(before + after.slice(dot + 1));
  return forms;
}
