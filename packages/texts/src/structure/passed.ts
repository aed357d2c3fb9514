import type { Block, Run } from '../model/text.ts';

/**
 * Paragraphs that one change brought and a later one struck stand in neither reading (ECMA-376 Part 1, 17.13.5.20 within
 * 17.13.5.15). Their words go with the paragraph before, each after an end that came and went (`passed` "\n"); where none stands
 * before, they stay as they were read.
 */
export function behindOthers(blocks: readonly Block[]): Block[] {
  const out: Block[] = [];
  for (const block of blocks) {
    const [lead, own] = cutLead(block.runs);
    // A table between takes no words.
    const at = out.findLastIndex(({ kind }) => kind !== 'table');
    const last = out[at];
    const whole = block.kind === 'paragraph' && own.every(isPassed) && own.some(hasPassedWords);
    const gone = whole ? [...lead, ...own] : lead;
    if (last?.kind !== 'paragraph' || !gone.some(hasPassedWords)) {
      out.push(block);
      continue;
    }
    out[at] = { ...last, runs: [...last.runs, ...behind(gone)] };
    if (!whole) out.push({ ...block, runs: own });
  }
  return out;
}

const isPassed = (run: Run): boolean =>
  run.passed !== undefined || (run.text === '' && run.note === undefined && run.image === undefined);
const isEnd = (run: Run): boolean => run.passed?.text === '\n';
const hasPassedWords = (run: Run): boolean => run.passed !== undefined && run.passed.text.trim() !== '';

function cutLead(runs: readonly Run[]): [lead: Run[], own: Run[]] {
  const first = runs.findIndex((run) => !isPassed(run));
  const end = runs.slice(0, first < 0 ? runs.length : first).findLastIndex(isEnd) + 1;
  return [runs.slice(0, end), runs.slice(end)];
}

// Ends stand before their words here, and each paragraph has one.
function behind(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  let open: Run[] = [];
  const close = (): void => {
    const { passed } = open.find(hasPassedWords) ?? {};
    if (passed !== undefined) out.push({ text: '', passed: { ...passed, text: '\n' } }, ...open);
    open = [];
  };
  for (const run of runs)
    if (isEnd(run)) close();
    else open.push(run);
  close();
  return out;
}
