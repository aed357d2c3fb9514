import { editScript, type Stretch } from './script.ts';
import type { Token } from './tokens.ts';

/** What a reader loses when a token is shown as changed: small words and marks weigh less, spaces nothing. */
const weightOf = ({ kind, text }: Token): number => {
  if (kind === 'space') return 0;
  if (kind === 'mark') return 0.2;
  if (kind === 'word' && text.length <= 3) return 0.45;
  return 1;
};

/** What one more place of change costs the reader: keeping a lone small word between two changes is not worth it. */
const OPENING = 1;
/** So many words alike in a row are never given up: the text falls into parts there. */
const SOLID = 8;
/** Largest table filled, in cells; a larger part keeps the shortest script. */
const CELLS = 400_000;

/**
 * The script that a person would write: of all scripts, the one with the least changed words and places of change together
 * (an alignment with affine gaps; O. Gotoh, Journal of Molecular Biology 162, 1982). The shortest script comes first and cuts
 * the pair at its long common stretches, so that only the parts between them are weighed.
 */
export function readableScript(a: readonly Token[], b: readonly Token[]): Stretch[] {
  const ids = new Map<string, number>();
  const idsOf = (tokens: readonly Token[]): Int32Array =>
    Int32Array.from(tokens, ({ text }) => {
      const id = ids.get(text) ?? ids.size;
      ids.set(text, id);
      return id;
    });
  const [x, y] = [idsOf(a), idsOf(b)];
  const [wa, wb] = [Float64Array.from(a, weightOf), Float64Array.from(b, weightOf)];
  const out: Stretch[] = [];
  const add = (one: Stretch): void => {
    const last = out.at(-1);
    if (last?.same === one.same) {
      last.a[1] = one.a[1];
      last.b[1] = one.b[1];
    } else out.push({ same: one.same, a: [...one.a], b: [...one.b] });
  };
  let open: Stretch[] = [];
  const close = (): void => {
    const [first, last] = [open[0], open.at(-1)];
    if (first && last) {
      const part: Stretch = { same: false, a: [first.a[0], last.a[1]], b: [first.b[0], last.b[1]] };
      const one = open.length === 1 ? null : weigh(x, y, wa, wb, part);
      for (const stretch of one ?? open) add(stretch);
    }
    open = [];
  };
  for (const stretch of editScript(x, y)) {
    let words = 0;
    for (let i = stretch.a[0]; stretch.same && i < stretch.a[1] && words < SOLID; i += 1)
      if ((wa[i] ?? 0) > 0.2) words += 1;
    const edge = stretch.a[0] === 0 || stretch.a[1] === a.length;
    if (stretch.same && (words >= SOLID || (edge && words > 0))) {
      close();
      add(stretch);
    } else open.push(stretch);
  }
  close();
  return out;
}

// Fills the table of one part. Null where it would be too large.
function weigh(x: Int32Array, y: Int32Array, wa: Float64Array, wb: Float64Array, part: Stretch): Stretch[] | null {
  const [a0, b0] = [part.a[0], part.b[0]];
  const [n, m] = [part.a[1] - a0, part.b[1] - b0];
  if (n === 0 || m === 0 || (n + 1) * (m + 1) > CELLS) return null;
  const width = m + 1;
  // How each cell was reached: bits 0-1 the step into "in a change" (1 deletes, 2 inserts), bit 2 whether it was opened
  // there, bit 3 whether the pair of "alike" comes after a change.
  const steps = new Uint8Array((n + 1) * width);
  let same = new Float64Array(width).fill(Infinity);
  let change = new Float64Array(width).fill(Infinity);
  let sameBefore = new Float64Array(width);
  let changeBefore = new Float64Array(width);
  for (let i = 0; i <= n; i += 1) {
    [sameBefore, same] = [same, sameBefore];
    [changeBefore, change] = [change, changeBefore];
    for (let j = 0; j <= m; j += 1) {
      let step = 0;
      let [s, c] = [Infinity, Infinity];
      if (i === 0 && j === 0) s = 0;
      if (i > 0 && j > 0 && x[a0 + i - 1] === y[b0 + j - 1]) {
        const [fromSame, fromChange] = [sameBefore[j - 1] ?? Infinity, changeBefore[j - 1] ?? Infinity];
        s = Math.min(fromSame, fromChange);
        if (fromChange < fromSame) step |= 8;
      }
      if (j > 0) {
        const [going, opened] = [change[j - 1] ?? Infinity, (same[j - 1] ?? Infinity) + OPENING];
        c = Math.min(going, opened) + (wb[b0 + j - 1] ?? 0);
        if (c < Infinity) step |= opened < going ? 6 : 2;
      }
      if (i > 0) {
        const [going, opened] = [changeBefore[j] ?? Infinity, (sameBefore[j] ?? Infinity) + OPENING];
        const cost = Math.min(going, opened) + (wa[a0 + i - 1] ?? 0);
        if (cost < c) {
          c = cost;
          step = (step & 8) | (opened < going ? 5 : 1);
        }
      }
      same[j] = s;
      change[j] = c;
      steps[i * width + j] = step;
    }
  }
  return walk(steps, width, n, m, (change[m] ?? Infinity) < (same[m] ?? Infinity), part);
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
