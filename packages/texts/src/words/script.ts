/** A stretch of two sequences: both as half-open ranges. Where they are alike, both are as long. */
export interface Stretch {
  same: boolean;
  a: [from: number, to: number];
  b: [from: number, to: number];
}

/** Distance after which the search settles for the best path so far. */
const HORIZON = 400;
/** The same once so much work was done that the pair is no text that people wrote. */
const NEAR = 40;
const PLENTY = 10_000_000;

/**
 * The shortest edit script of two sequences of numbers, after E. W. Myers, "An O(ND) difference algorithm and its
 * variations" (Algorithmica 1, 1986), forward search. When the distance passes a horizon, the path that has come furthest is
 * kept up to there and the search begins again from its end: a hostile pair costs time linear in its length, and gets a
 * script that is right but not the shortest.
 */
export function editScript(a: Int32Array, b: Int32Array): Stretch[] {
  const stretches: Stretch[] = [];
  let x = 0;
  let y = 0;
  let work = 0;
  while (x < a.length || y < b.length) {
    if (x === a.length || y === b.length) {
      append(stretches, { same: false, a: [x, a.length], b: [y, b.length] });
      break;
    }
    const horizon = work < PLENTY ? HORIZON : NEAR;
    const path = search(a, b, x, y, horizon);
    work += horizon * horizon;
    for (const one of path) append(stretches, one);
    const last = path.at(-1);
    if (!last) break;
    x = last.a[1];
    y = last.b[1];
  }
  return stretches;
}

/** Adds a stretch after others; neighbours of one kind are one. */
export function append(stretches: Stretch[], { same, a, b }: Stretch): void {
  const last = stretches.at(-1);
  if (last?.same === same) {
    last.a[1] = a[1];
    last.b[1] = b[1];
  } else stretches.push({ same, a: [...a], b: [...b] });
}

// The furthest points of each number of steps are kept, so that the path can be walked back: of d steps, those on the
// diagonals k = -d, -d + 2 … d, which lie within the table.
function search(a: Int32Array, b: Int32Array, x0: number, y0: number, horizon: number): Stretch[] {
  const n = a.length - x0;
  const m = b.length - y0;
  const far: Int32Array[] = [];
  const limit = Math.min(n + m, horizon);
  let last = 0;
  let before = new Int32Array(0);
  for (let d = 0; d <= limit; d += 1) {
    const row = new Int32Array(d + 1).fill(-1);
    far.push(row);
    const from = Math.max(0, (d - m + 1) >> 1);
    const to = Math.min(d, (d + n) >> 1);
    let most = -1;
    last = 0;
    let right = before[from - 1] ?? -1;
    for (let at = from; at <= to; at += 1) {
      const k = 2 * at - d;
      // Down from k + 1 (an insertion), or right from k - 1 (a deletion).
      const down = before[at] ?? -1;
      let x = d === 0 ? 0 : down > right ? down : right < 0 ? -1 : right + 1;
      right = down;
      if (x < 0 || x > n || x - k > m || x < k) continue;
      while (x < n && x - k < m && a[x0 + x] === b[y0 + x - k]) x += 1;
      row[at] = x;
      if (x === n && x - k === m) return walk(far, d, k, x0, y0);
      if (2 * x - k > most) {
        most = 2 * x - k;
        last = k;
      }
    }
    before = row;
  }
  return walk(far, far.length - 1, last, x0, y0);
}

function walk(far: readonly Int32Array[], d: number, k: number, x0: number, y0: number): Stretch[] {
  const back: Stretch[] = [];
  let x = far[d]?.[(k + d) >> 1] ?? 0;
  for (let at = d, diagonal = k; at >= 0; at -= 1) {
    const before = far[at - 1];
    const down = before?.[(diagonal + at) >> 1] ?? -1;
    const right = before?.[((diagonal + at) >> 1) - 1] ?? -1;
    const inserts = down > right;
    const start = at === 0 ? 0 : inserts ? down : right + 1;
    const y = x - diagonal;
    if (x > start) back.push({ same: true, a: [x0 + start, x0 + x], b: [y0 + start - diagonal, y0 + y] });
    if (at === 0) break;
    const fromX = inserts ? down : right;
    const fromK = inserts ? diagonal + 1 : diagonal - 1;
    back.push({ same: false, a: [x0 + fromX, x0 + start], b: [y0 + fromX - fromK, y0 + start - diagonal] });
    x = fromX;
    diagonal = fromK;
  }
  return back.reverse();
}
