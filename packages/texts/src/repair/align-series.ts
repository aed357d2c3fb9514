/** What a printed label once said: old and new number; null where it had none before, or has none now. */
export interface Pair {
  oldLabel: string | null;
  newLabel: string | null;
}

interface Path {
  cost: number;
  pairs: Pair[];
}

/**
 * Tells apart the numbers of a series whose revision marks were flattened: "46" is item 4 renumbered 6, a bare number may
 * be kept, added or struck. Dynamic programming over (last old, last new): both series must run 1, 2, 3 … without a gap.
 * @returns a pair for each label, or null where the series reads as it stands, or cannot be read so
 */
export function alignSeries(labels: readonly string[]): Pair[] | null {
  let states = new Map<string, Path>([['0 0', { cost: 0, pairs: [] }]]);
  for (const label of labels) {
    const next = new Map<string, Path>();
    for (const [key, path] of states) {
      const [old = 0, now = 0] = key.split(' ').map(Number);
      const step = (o: number, n: number, cost: number): void => {
        const total = path.cost + cost;
        const known = next.get(`${o} ${n}`);
        if (known && known.cost <= total) return;
        const pair = { oldLabel: o > old ? String(o) : null, newLabel: n > now ? String(n) : null };
        next.set(`${o} ${n}`, { cost: total, pairs: [...path.pairs, pair] });
      };
      if (label === String(old + 1) && old === now) step(old + 1, now + 1, 0);
      if (label === `${old + 1}${now + 1}` && old !== now) step(old + 1, now + 1, 0.1);
      if (label === String(now + 1)) step(old, now + 1, 1);
      if (label === String(old + 1)) step(old + 1, now, 1.2);
    }
    if (next.size === 0) return null;
    states = next;
  }
  const best = [...states.values()].sort((a, b) => a.cost - b.cost)[0];
  return best?.pairs.some((pair) => pair.oldLabel !== null && pair.newLabel !== null && pair.oldLabel !== pair.newLabel)
    ? best.pairs
    : null;
}
