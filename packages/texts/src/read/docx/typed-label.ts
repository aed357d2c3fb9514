import type { Run } from '../../model/text.ts';

/**
 * What a typed label looks like before its tab: "a)", "(iv)", "3", "2.10.1", "12bis", "–", "•", "OP4", "أ )", "1-2", "一、", "(三)".
 * Words ("Annexe:") are none.
 */
const LABEL =
  /^(?:[([]?\s?(?:\d{1,4}(?:[.\-‑–]\d{1,3}){0,5}|\p{L}|[ivxlcdm]{1,7}|[IVXLCDM]{1,7}|([a-z])\1|([A-Z])\2|[\u0621-\u064a]\u0640?|[一二三四五六七八九十百]{1,4})\s?(?:bis|ter|quater|alt|[a-z])?\s?[.)\]°º،、:]{0,2}|(?:Goal|Target|Objectif|Cible|Objetivo|Meta|Цель|Задача|目标|الهدف)\s?\d{1,3}\.?|(?:PP|OP|Pp|Op)\s?\d{1,3}\s?(?:bis|ter|quater|alt)?\.?|[’'‘]?\d{1,3}[’'‘]|[–—−•·▪◦●○■□➢\-*§])$/u;

/** The label a paragraph begins with, in both readings, and the runs that are left. */
export interface TypedLabel {
  /** As it stands after the change; undefined where there is none. */
  label?: string;
  /** As it stood before, where that differs; "" where there was none. */
  oldLabel?: string;
  runs: Run[];
  /** The runs that were split off, the tab included. */
  typed: Run[];
}

/** Whether runs bear marks or a look of their own; a language is none, since it may be that of the file. */
export const isDressed = (runs: readonly Run[]): boolean =>
  runs.some(({ text: _text, lang: _lang, ...look }) => Object.keys(look).length > 0);

/** Whether these words, standing before a tab, are a label. */
export const isLabel = (words: string): boolean => LABEL.test(words.trim());

/**
 * Splits a typed label off at the first tab ("a)\t…"). With revision marks each reading has its own label: deleted "4" and
 * inserted "6" before one tab give label "6", old label "4". Null where the paragraph begins with words.
 */
export function splitTypedLabel(runs: Run[]): TypedLabel | null {
  const after = firstTab(runs, 'deleted');
  const before = firstTab(runs, 'inserted');
  if (after === null && before === null) return null;
  const end = Math.max(after?.end ?? 0, before?.end ?? 0);
  // A reading without a tab has no label: then none of its words may stand in the stretch that is cut off.
  if (after === null && !blank(runs, 0, end, 'deleted')) return null;
  if (before === null && !blank(runs, 0, end, 'inserted')) return null;
  const words = [after, before].flatMap((found) => (found === null || found.words === '' ? [] : [found]));
  if (words.length === 0 || words.some((found) => !isLabel(found.words))) return null;
  // Between two tabs at different places the other reading must have no words of its own.
  if (after !== null && before !== null && after.end !== before.end) {
    const [first, state] = after.end < before.end ? [after, 'deleted' as const] : [before, 'inserted' as const];
    if (!blank(runs, first.end, end, state)) return null;
  }
  const rest = between(runs, end);
  // "7<tab>4" in a table of figures is two figures, not item 7.
  if (rest.some((run) => run.text.trim() !== '') && !rest.some((run) => /\p{L}/u.test(run.text))) return null;
  const label = after?.words;
  const old = before?.words;
  return {
    ...(label && { label }),
    ...(old === label || (old ?? '') === (label ?? '') ? {} : { oldLabel: old ?? '' }),
    runs: rest,
    typed: between(runs, 0, end),
  };
}

/** The words before the first tab of a reading (without runs of state `without`) and the offset after that tab. */
function firstTab(runs: Run[], without: 'inserted' | 'deleted'): { words: string; end: number } | null {
  let offset = 0;
  let words = '';
  for (const run of runs) {
    if (run.note !== undefined) return null;
    if (run.mark?.state !== without) {
      // Tabs that only indent (United Nations documents begin paragraphs with one or two) are passed over.
      const lead = words.trim() === '' ? /^\s*/.exec(run.text)![0].length : 0;
      const tab = run.text.indexOf('\t', lead);
      if (tab >= 0) return { words: (words + run.text.slice(0, tab)).trim(), end: offset + tab + 1 };
      words += run.text;
      if (words.length > 24) return null;
    }
    offset += run.text.length;
  }
  return null;
}

/** Whether a reading has no words between two offsets. */
const blank = (runs: Run[], from: number, to: number, without: 'inserted' | 'deleted'): boolean =>
  between(runs, from, to).every((run) => run.mark?.state === without || run.text.trim() === '');

/** The runs between two offsets; those without words stand in no stretch but the last. */
function between(runs: Run[], from: number, to = Infinity): Run[] {
  let offset = 0;
  return runs.flatMap((run) => {
    const text = run.text.slice(Math.max(0, from - offset), Math.max(0, to - offset));
    offset += run.text.length;
    if (text === '' && (run.text !== '' || to !== Infinity)) return [];
    return [text === run.text ? run : { ...run, text }];
  });
}
