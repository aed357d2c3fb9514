import type { Block, Language, Repair, State } from '../model/text.ts';
import { rawOf } from '../model/words.ts';
import { VOCABULARIES } from '../profiles/index.ts';
import { alignSeries } from './align-series.ts';
import { mergedWords } from './merged-words.ts';

/**
 * A block after the search for flattened revision marks. Without a finding it is the very block that was given.
 *
 * `label` is then the label as it stands after the change, `oldLabel` the one before; `state` says that the whole
 * paragraph came or went with the change; `runs` carry `mark` where words were told apart. `raw` and `line` never change.
 */
export type RepairedBlock = Block & { state?: State; oldLabel?: string; repairs?: Omit<Repair, 'eId'>[] };

/** Two labels in one line: "3 first words4<tab>second words". */
const TWO_LABELS = /^(\d+)[ \t\u00a0]+(\D{1,60}?)(\d+)\t+(\S.*)$/;

/**
 * Finds revision marks that were flattened into the text ("46" where item 4 became 6, "encourageinvite").
 *
 * In: the blocks of one text, in reading order. Out: the same, those with a finding as new objects. A text without such
 * traces comes back as the same objects.
 */
export function repairBlocks(blocks: Block[], ctx: { language: Language }): { blocks: RepairedBlock[] } {
  const out: RepairedBlock[] = blocks.map((block) => heading(block, ctx.language));
  for (const series of seriesOf(blocks)) repairSeries(series, out);
  for (const [at, repairs] of mergedWords(blocks, ctx.language)) {
    const block = out[at];
    if (block && !block.repairs?.some((one) => one.kind === 'heading-merged'))
      out[at] = { ...block, repairs: [...(block.repairs ?? []), ...repairs] };
  }
  return { blocks: out.map((block, i) => (isMarked(blocks[i]) ? block : punctuation(block))) };
}

// Bare numbers run in series; each begins again at 1.
function seriesOf(blocks: readonly Block[]): { at: number; label: string }[][] {
  const all: { at: number; label: string }[][] = [];
  for (const [at, block] of blocks.entries()) {
    if (block.label === undefined || !/^\d+$/.test(block.label) || block.oldLabel !== undefined) continue;
    const two = TWO_LABELS.exec(block.raw);
    const label = two ? `${two[1]}${two[3]}` : block.label;
    if (label === '1' || all.length === 0) all.push([]);
    all.at(-1)?.push({ at, label });
  }
  return all;
}

function repairSeries(series: readonly { at: number; label: string }[], out: RepairedBlock[]): void {
  const aligned = alignSeries(series.map((one) => one.label));
  if (!aligned) return;
  for (const [i, { at }] of series.entries()) {
    const block = out[at];
    const pair = aligned[i];
    if (!block || !pair || (pair.oldLabel === pair.newLabel && pair.oldLabel !== null)) continue;
    const told = { oldLabel: pair.oldLabel, newLabel: pair.newLabel, line: block.line };
    if (pair.newLabel === null) {
      const repair = {
        ...told,
        kind: 'label-struck' as const,
        deleted: wordsOf(block),
        inserted: null,
        confidence: 0.85,
      };
      out[at] = { ...block, state: 'deleted', repairs: [...(block.repairs ?? []), repair] };
    } else if (pair.oldLabel === null) {
      out[at] = { ...block, state: 'inserted' };
    } else out[at] = renumbered(block, pair.oldLabel, pair.newLabel);
  }
}

function renumbered(block: RepairedBlock, oldLabel: string, newLabel: string): RepairedBlock {
  const two = TWO_LABELS.exec(block.raw);
  const told = { oldLabel, newLabel, line: block.line };
  if (!two) {
    const repair = { ...told, kind: 'label-merged' as const, deleted: null, inserted: null, confidence: 0.95 };
    return { ...block, label: newLabel, oldLabel, repairs: [...(block.repairs ?? []), repair] };
  }
  const [, , struck = '', , rest = ''] = two;
  const repair = {
    ...told,
    kind: 'two-labels' as const,
    deleted: struck.trim(),
    inserted: null,
    confidence: 0.7,
    question: 'Which of the words after the second number were added?',
  };
  const runs = [
    { text: struck.trim(), mark: { state: 'deleted' as const } },
    { text: rest.replace(/\u00a0/g, ' ').trim() },
  ];
  return { ...block, label: newLabel, oldLabel, runs, repairs: [...(block.repairs ?? []), repair] };
}

// "encourageinvite the …": the verb struck and the verb added, without a space between them.
function heading(block: Block, language: Language): RepairedBlock {
  if (block.label !== undefined || isMarked(block)) return block;
  const words = wordsOf(block);
  const first = /^\p{L}+/u.exec(words)?.[0] ?? '';
  if (first.length < 8 || words.length > 260) return block;
  const verbs = Object.values(VOCABULARIES[language].operative).flat();
  if (verbs.includes(first)) return block;
  const before = verbs.find((verb) => first.startsWith(verb) && verbs.includes(first.slice(verb.length)));
  if (!before) return block;
  const after = first.slice(before.length);
  const repair = {
    kind: 'heading-merged' as const,
    oldLabel: null,
    newLabel: null,
    deleted: before,
    inserted: after,
    confidence: 0.9,
    line: block.line,
  };
  return {
    ...block,
    runs: [{ text: before, mark: { state: 'deleted' } }, { text: words.slice(before.length) }],
    repairs: [repair],
  };
}

// The item that closed a section (",") no longer does (";"): one was added after it.
function punctuation(block: RepairedBlock): RepairedBlock {
  if (!/,;\s*$/.test(block.raw)) return block;
  const repair = {
    kind: 'punctuation' as const,
    oldLabel: null,
    newLabel: null,
    deleted: ',',
    inserted: ';',
    confidence: 0.9,
    line: block.line,
  };
  return { ...block, repairs: [...(block.repairs ?? []), repair] };
}

// Where the file itself says what came and went, nothing is flattened.
const isMarked = (block: Block | undefined): boolean => block?.runs.some((run) => run.mark !== undefined) === true;

const wordsOf = (block: Block): string => rawOf(block.runs).trim();
