import type { Block } from '../model/text.ts';
import { headOf, letter, mergedForms, roman, textOf, twoLabelsOf } from './label.ts';
import type { TwoLabels } from './label.ts';

/** How one line was read within its series. Labels are cores: "6", "a", "2.10". */
export type Reading =
  | { as: 'plain' }
  | { as: 'merged'; before: string; after: string; two?: TwoLabels; confidence: number }
  | { as: 'struck'; label: string; confidence: number }
  | { as: 'added'; label: string; confidence: number };

/**
 * Reads the labels of a text as two interleaved series, the one before and the one after the change.
 *
 * Every line advances the old series (struck), the new one (added), both by the same label (kept), or both by different
 * ones (merged: "46"). Both series must go up by one where they are present, so a line's place decides what its label can
 * mean; the cheapest reading of the whole text is searched with a beam over the pairs (last old label, last new label).
 * A break of series costs more than a few changes and less than many, which keeps gaps in a clean text what they are.
 * Struck and added lines are believed only in a stretch that has merged labels: alone they are a misprint.
 */
export function readSeries(blocks: Block[]): Map<number, Reading> {
  const lines = linesOf(blocks);
  if (!lines.some((line) => line.two !== null) && countsUp(lines)) return new Map();
  return believed(cheapest(lines), lines);
}

interface Line {
  index: number;
  /** "" for a paragraph without label: numbering may start anew after it. */
  core: string;
  two: TwoLabels | null;
}

const COST = { merged: 0.3, single: 1, restart: 2, gap: 4, gapMerged: 5 };
const BEAM = 60;

type Pair = readonly [before: string, after: string];

/** Last labels of the numbers, letters and romans in force, before and after the change. */
interface State {
  numbers: Pair;
  letters: readonly [number, number];
  romans: readonly [number, number];
  cost: number;
  step: Step | null;
}

interface Step {
  previous: Step | null;
  index: number;
  reading: Reading;
  /** The class of label, and whether a series starts here: evidence is counted per series. */
  series: 'numbers' | 'letters' | 'romans' | 'none';
  starts: boolean;
}

function linesOf(blocks: Block[]): Line[] {
  return blocks.flatMap((block, index) => {
    if (block.kind !== 'paragraph') return [];
    const two = twoLabelsOf(block);
    const head = headOf(block);
    if (head === null && two === null && textOf(block).trim() === '') return [];
    return [{ index, core: head?.core ?? '', two }];
  });
}

/** The quick way out for nearly all texts: each number follows the one before or starts at 1. */
function countsUp(lines: Line[]): boolean {
  let last = '';
  for (const { core } of lines) {
    if (/^\d/u.test(core)) {
      if (core !== '1' && !successors(last).includes(core)) return false;
      last = core;
    } else if (core.length > 1 && !isRoman(core) && !/^([a-z])\1$/u.test(core)) return false;
  }
  return true;
}

function cheapest(lines: Line[]): Step[] {
  let beam: State[] = [{ numbers: ['', ''], letters: [0, 0], romans: [0, 0], cost: 0, step: null }];
  let afterBreak = true;
  for (const line of lines) {
    if (line.core === '' && line.two === null) {
      afterBreak = true;
      continue;
    }
    const best = new Map<string, State>();
    for (const state of beam) {
      for (const next of advance(state, line, afterBreak)) {
        const key = `${next.numbers.join('|')}/${next.letters.join('|')}/${next.romans.join('|')}`;
        const known = best.get(key);
        if (known === undefined || next.cost < known.cost) best.set(key, next);
      }
    }
    beam = [...best.values()].sort((a, b) => a.cost - b.cost).slice(0, BEAM);
    afterBreak = false;
  }
  const steps: Step[] = [];
  for (let step = beam[0]?.step ?? null; step !== null; step = step.previous) steps.push(step);
  return steps.reverse();
}

function advance(state: State, line: Line, afterBreak: boolean): State[] {
  const out: State[] = [];
  const { core, two } = line;
  const step = (reading: Reading, series: Step['series'], starts: boolean): Step => ({
    previous: state.step,
    index: line.index,
    reading,
    series,
    starts,
  });

  if (/^\d/u.test(core) || (two !== null && /^\d/u.test(two.first))) {
    const go = (numbers: Pair, cost: number, reading: Reading, starts = false): void => {
      out.push({
        numbers,
        letters: [0, 0],
        romans: [0, 0],
        cost: state.cost + cost,
        step: step(reading, 'numbers', starts),
      });
    };
    const bases: { pair: Pair; cost: number; starts: boolean }[] = [{ pair: state.numbers, cost: 0, starts: false }];
    if (core === '1') bases.push({ pair: ['', ''], cost: afterBreak ? 0 : COST.restart, starts: true });
    for (const base of bases) {
      const olds = successors(base.pair[0]);
      const news = successors(base.pair[1]);
      if (olds.includes(core) && news.includes(core)) go([core, core], base.cost, { as: 'plain' }, base.starts);
      if (olds.includes(core))
        go([core, base.pair[1]], base.cost + COST.single, { as: 'struck', label: core, confidence: 0.9 }, base.starts);
      if (news.includes(core))
        go([base.pair[0], core], base.cost + COST.single, { as: 'added', label: core, confidence: 0.9 }, base.starts);
      for (const before of olds) {
        for (const after of news) {
          if (before === after) continue;
          const merged = mergedForms(before, after).includes(core);
          const twice = two !== null && two.first === before && two.second === after ? two : null;
          if (merged || twice !== null)
            go(
              [before, after],
              base.cost + COST.merged,
              { as: 'merged', before, after, confidence: 0.95, ...(twice === null ? {} : { two: twice }) },
              base.starts,
            );
        }
      }
    }
    if (/^\d+(\.\d+)*$/u.test(core)) go([core, core], COST.gap, { as: 'plain' }, true);
    for (const [before, after] of splits(core))
      go([before, after], COST.gapMerged, { as: 'merged', before, after, confidence: 0.8 }, true);
    if (out.length === 0) out.push({ ...state, step: step({ as: 'plain' }, 'none', false) });
    return out;
  }

  for (const series of ['letters', 'romans'] as const) {
    const sign = series === 'letters' ? letter : roman;
    const [before, after] = state[series];
    const go = (pair: readonly [number, number], cost: number, reading: Reading, starts: boolean): void => {
      const place =
        series === 'letters' ? { letters: pair, romans: [0, 0] as const } : { letters: state.letters, romans: pair };
      out.push({ numbers: state.numbers, ...place, cost: state.cost + cost, step: step(reading, series, starts) });
    };
    // A new list of letters may begin under any paragraph; one of romans under any letter.
    const bases: { pair: readonly [number, number]; cost: number; starts: boolean }[] = [
      { pair: [before, after], cost: 0, starts: before === 0 && after === 0 },
    ];
    if (core === sign(1) && (before > 0 || after > 0))
      bases.push({ pair: [0, 0], cost: afterBreak ? 0 : COST.restart, starts: true });
    for (const base of bases) {
      const [o, n] = base.pair;
      if (o === n && core === sign(o + 1)) go([o + 1, n + 1], base.cost, { as: 'plain' }, base.starts);
      if (core === sign(o + 1))
        go([o + 1, n], base.cost + COST.single, { as: 'struck', label: core, confidence: 0.9 }, base.starts);
      if (core === sign(n + 1))
        go([o, n + 1], base.cost + COST.single, { as: 'added', label: core, confidence: 0.9 }, base.starts);
      if (o === n) continue;
      const merged = mergedForms(sign(o + 1), sign(n + 1)).includes(core);
      const twice = two !== null && two.first === sign(o + 1) && two.second === sign(n + 1) ? two : null;
      if (merged || twice !== null) {
        go(
          [o + 1, n + 1],
          base.cost + COST.merged,
          {
            as: 'merged',
            before: sign(o + 1),
            after: sign(n + 1),
            confidence: 0.95,
            ...(twice === null ? {} : { two: twice }),
          },
          base.starts,
        );
      }
    }
    const value = valueOf(core, series);
    if (value !== null) go([value, value], COST.gap, { as: 'plain' }, true);
  }
  if (out.length === 0) out.push({ ...state, cost: state.cost + COST.gap, step: step({ as: 'plain' }, 'none', false) });
  return out;
}

/** What may follow a dotted number: the next on its level, its first child, the next on any level above. */
function successors(label: string): string[] {
  if (label === '') return ['1'];
  const parts = label.split('.').map(Number);
  const out = [`${label}.1`];
  for (let depth = parts.length; depth > 0; depth--) {
    const head = parts.slice(0, depth);
    out.push([...head.slice(0, -1), (head.at(-1) ?? 0) + 1].join('.'));
  }
  return out;
}

/** Two numbers close to each other that a run of digits may hold, for a series whose beginning is not in the text. */
function splits(core: string): Pair[] {
  if (!/^\d{2,6}$/u.test(core)) return [];
  const out: Pair[] = [];
  for (let at = 1; at < core.length; at++) {
    const [before, after] = [core.slice(0, at), core.slice(at)];
    if (after.startsWith('0') || before === after || Math.abs(Number(after) - Number(before)) > 9) continue;
    out.push([before, after]);
  }
  return out;
}

function isRoman(core: string): boolean {
  return valueOf(core, 'romans') !== null;
}

function valueOf(core: string, series: 'letters' | 'romans'): number | null {
  const sign = series === 'letters' ? letter : roman;
  const limit = series === 'letters' ? 52 : 60;
  for (let value = 1; value <= limit; value++) if (sign(value) === core) return value;
  return null;
}

/** Keeps the changes of those series that show merged labels; the rest stays as printed. */
function believed(steps: Step[], lines: Line[]): Map<number, Reading> {
  const out = new Map<number, Reading>();
  const open = new Map<Step['series'], Step[]>();
  const close = (series: Step['series']): void => {
    const stretch = open.get(series) ?? [];
    open.delete(series);
    const merged = stretch.filter((step) => step.reading.as === 'merged');
    const guessedStart = stretch[0]?.reading.as === 'merged';
    const needed = guessedStart ? 3 : 1;
    if (merged.length < needed) return;
    // One merged number alone may be a gap in the numbering: believed where two labels stand in the line, or with a doubt.
    const alone =
      merged.length === 1 &&
      series === 'numbers' &&
      !merged.some((step) => step.reading.as === 'merged' && step.reading.two !== undefined);
    if (alone && merged.some((step) => step.reading.as === 'merged' && step.reading.before === '1')) return;
    for (const step of stretch) {
      if (step.reading.as === 'plain') continue;
      out.set(step.index, alone ? { ...step.reading, confidence: 0.6 } : step.reading);
    }
  };
  for (const step of steps) {
    if (step.series === 'none') continue;
    if (step.series === 'numbers') {
      close('letters');
      close('romans');
    }
    if (step.series === 'letters') close('romans');
    if (step.starts) close(step.series);
    open.set(step.series, [...(open.get(step.series) ?? []), step]);
  }
  for (const series of [...open.keys()]) close(series);
  void lines;
  return out;
}
