import type { NodeRow } from './rows.ts';

/** A paragraph of the version before, with its identity. */
export interface Known {
  eid: string;
  parent_eid: string | null;
  kind: string;
  label: string | null;
  verb: string | null;
  plain: string;
  hash: string;
  provision: string;
}

export type Fate = 'carried' | 'changed' | 'new';

/**
 * Which paragraph of the version before each new one is: the same words first, then the most alike under the same
 * heading, then the most alike anywhere. Each old paragraph is taken once; what is left over is gone.
 * Complexity: words are indexed, so that only paragraphs that share a rare word are compared.
 */
export function align(
  before: readonly Known[],
  after: readonly Pick<
    NodeRow,
    'eid' | 'parent_eid' | 'kind' | 'label' | 'old_label' | 'verb' | 'plain' | 'hash' | 'state'
  >[],
): Map<string, { provision: string; fate: Fate }> {
  const found = new Map<string, { provision: string; fate: Fate }>();
  const taken = new Set<string>();
  const byHash = new Map<string, Known[]>();
  for (const one of before) byHash.set(one.hash, [...(byHash.get(one.hash) ?? []), one]);
  for (const row of after) {
    const same = (byHash.get(row.hash) ?? []).filter(
      (one) => !taken.has(one.provision) && (one.kind === 'item') === (row.kind === 'item'),
    );
    const best = same.find((one) => one.label === row.label || one.label === row.old_label) ?? same[0];
    if (!best || row.plain === '') continue;
    taken.add(best.provision);
    found.set(row.eid, { provision: best.provision, fate: 'carried' });
  }
  const index = new Map<string, Known[]>();
  const words = new Map<string, Set<string>>();
  for (const one of before) {
    if (taken.has(one.provision)) continue;
    const set = wordSet(one.plain);
    words.set(one.provision, set);
    for (const word of set) index.set(word, [...(index.get(word) ?? []), one]);
  }
  const headings = new Map(
    [...before, ...after].filter((one) => one.kind !== 'item').map((one) => [one.eid, one.plain]),
  );
  const pairs: { score: number; eid: string; known: Known }[] = [];
  for (const row of after) {
    if (found.has(row.eid) || row.plain === '') continue;
    const set = wordSet(row.plain);
    const near = new Set<Known>();
    for (const word of set) {
      const holders = index.get(word) ?? [];
      if (holders.length <= 40) for (const one of holders) near.add(one);
    }
    for (const known of near) {
      if ((known.kind === 'item') !== (row.kind === 'item')) continue;
      const alike = dice(set, words.get(known.provision) ?? new Set());
      const home = headings.get(known.parent_eid ?? '') === headings.get(row.parent_eid ?? '') ? 0.1 : 0;
      const labelled =
        row.old_label !== null && row.old_label === known.label
          ? 0.15
          : row.label === known.label && row.label !== null
            ? 0.05
            : 0;
      const score = alike + home + labelled;
      if (alike >= 0.35 && score >= 0.5) pairs.push({ score, eid: row.eid, known });
    }
  }
  pairs.sort((a, b) => b.score - a.score || a.eid.localeCompare(b.eid) || a.known.eid.localeCompare(b.known.eid));
  for (const { eid, known } of pairs) {
    if (found.has(eid) || taken.has(known.provision)) continue;
    taken.add(known.provision);
    found.set(eid, { provision: known.provision, fate: 'changed' });
  }
  return found;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const wordSet = (text: string): Set<string> => {
  const set = new Set<string>();
  for (const { segment, isWordLike } of segmenter.segment(text.toLowerCase())) if (isWordLike) set.add(segment);
  return set;
};
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return (2 * shared) / Math.max(1, a.size + b.size);
}
