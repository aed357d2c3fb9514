import { append, editScript, type Stretch } from './script.ts';
import type { Token } from './tokens.ts';

/** What a reader loses when a token is shown as changed, in twentieths of a word: small words and marks weigh less, spaces nothing. */
const weightOf = ({ kind, text }: Token): number => {
  if (kind === 'space') return 0;
  if (kind === 'mark') return MARK;
  return kind === 'word' && text.length <= 3 ? 9 : WORD;
};
const WORD = 20;
const MARK = 4;
/** What one more place of change costs the reader: keeping a lone small word between two changes is not worth it. */
const OPENING = WORD;
/** So many words alike in a row are never given up: the text falls into parts there. */
const SOLID = 8;
/** Largest table filled, in cells; a larger part keeps the shortest script. */
const CELLS = 400_000;
/** More than any script costs. */
const NEVER = 1 << 29;

/**
 * The script that a person would write: of all scripts, the one with the least changed words and places of change together
 * (an alignment with affine gaps; O. Gotoh, Journal of Molecular Biology 162, 1982). The shortest script comes first and cuts
 * the pair at its long common stretches, so that only the parts between them are weighed.
 */
export function readableScript(a: readonly Token[], b: readonly Token[]): Stretch[] {
  const ids = new Map<string, number>();
  const weights: number[] = [];
  const idsOf = (tokens: readonly Token[]): Int32Array => {
    const out = new Int32Array(tokens.length);
    tokens.forEach((token, at) => {
      let id = ids.get(token.text);
      if (id === undefined) {
        id = weights.push(weightOf(token)) - 1;
        ids.set(token.text, id);
      }
      out[at] = id;
    });
    return out;
  };
  const [x, y] = [idsOf(a), idsOf(b)];
  const out: Stretch[] = [];
  let open: Stretch[] = [];
  const close = (): void => {
    const [first, last] = [open[0], open.at(-1)];
    if (first && last) {
      const part: Stretch = { same: false, a: [first.a[0], last.a[1]], b: [first.b[0], last.b[1]] };
      const one = open.length === 1 ? null : weigh(x, y, weights, part);
      for (const stretch of one ?? open) append(out, stretch);
    }
    open = [];
  };
  for (const stretch of editScript(x, y)) {
    let words = 0;
    for (let i = stretch.a[0]; stretch.same && i < stretch.a[1] && words < SOLID; i += 1)
      if ((weights[x[i] ?? 0] ?? 0) > MARK) words += 1;
    const edge = stretch.a[0] === 0 || stretch.a[1] === a.length;
    if (stretch.same && (words >= SOLID || (edge && words > 0))) {
      close();
      append(out, stretch);
    } else open.push(stretch);
  }
  close();
  return out;
}

// Fills the table of one part, row by row. Null where it would be too large.
function weigh(x: Int32Array, y: Int32Array, weights: readonly number[], part: Stretch): Stretch[] | null {
  const [a0, b0] = [part.a[0], part.b[0]];
  const [n, m] = [part.a[1] - a0, part.b[1] - b0];
  if (n === 0 || m === 0 || (n + 1) * (m + 1) > CELLS) return null;
  const width = m + 1;
  // How each cell was reached: bits 0-1 the step into "in a change" (1 deletes, 2 inserts), bit 2 whether it was opened
  // there, bit 3 whether the pair of "alike" comes after a change.
  const steps = new Uint8Array((n + 1) * width);
  // The least cost up to each cell of a row, where its two tokens are alike, and where it is in a change. Written plainly,
  // without lists taken apart: this runs once in a process, before anything is compiled.
  const same = new Int32Array(width).fill(NEVER);
  const change = new Int32Array(width).fill(NEVER);
  let sameLeft = 0;
  let changeLeft = NEVER;
  same[0] = 0;
  for (let j = 1; j <= m; j += 1) {
    changeLeft = Math.min(changeLeft, sameLeft + OPENING) + (weights[y[b0 + j - 1] ?? 0] ?? 0);
    change[j] = changeLeft;
    steps[j] = j === 1 ? 6 : 2;
    sameLeft = NEVER;
  }
  for (let i = 1; i <= n; i += 1) {
    const token = x[a0 + i - 1] ?? 0;
    const weight = weights[token] ?? 0;
    let sameBefore = NEVER;
    let changeBefore = NEVER;
    sameLeft = NEVER;
    changeLeft = NEVER;
    for (let j = 0; j <= m; j += 1) {
      const sameUp = same[j] ?? NEVER;
      const changeUp = change[j] ?? NEVER;
      const other = j === 0 ? -1 : (y[b0 + j - 1] ?? 0);
      let step = 2;
      let opened = sameLeft + OPENING;
      if (opened < changeLeft) {
        changeLeft = opened;
        step = 6;
      }
      if (other >= 0) changeLeft += weights[other] ?? 0;
      opened = sameUp + OPENING;
      if (opened < changeUp) {
        if (opened + weight < changeLeft) {
          changeLeft = opened + weight;
          step = 5;
        }
      } else if (changeUp + weight < changeLeft) {
        changeLeft = changeUp + weight;
        step = 1;
      }
      sameLeft = NEVER;
      if (token === other) {
        sameLeft = sameBefore;
        if (changeBefore < sameBefore) {
          sameLeft = changeBefore;
          step |= 8;
        }
      }
      same[j] = sameLeft;
      change[j] = changeLeft;
      steps[i * width + j] = step;
      sameBefore = sameUp;
      changeBefore = changeUp;
    }
  }
  return walk(steps, width, n, m, changeLeft < sameLeft, part);
}

function walk(steps: Uint8Array, width: number, n: number, m: number, changed: boolean, part: Stretch): Stretch[] {
  const back: Stretch[] = [];
  let [i, j, inChange] = [n, m, changed];
  let [endI, endJ] = [n, m];
  const cut = (same: boolean): void => {
    if (i < endI || j < endJ)
      back.push({
        same,
        a: [part.a[0] + i, part.a[0] + endI],
        b: [part.b[0] + j, part.b[0] + endJ],
      });
    [endI, endJ] = [i, j];
  };
  while (i > 0 || j > 0) {
    const step = steps[i * width + j] ?? 0;
    if (inChange) {
      if ((step & 3) === 1) i -= 1;
      else j -= 1;
      if ((step & 4) !== 0) {
        cut(false);
        inChange = false;
      }
    } else {
      i -= 1;
      j -= 1;
      if ((step & 8) !== 0) {
        cut(true);
        inChange = true;
      }
    }
  }
  cut(!inChange);
  return back.reverse();
}
