/*
 * How well likely duplicates are found: `node bench/stocktaking/duplicates.ts [--fit]`. Needs the test inputs (SUIVI_INPUTS or
 * ../shared/inputs). Pairs are made as said in made-pairs.ts; by the project that they rest on they fall into two halves. `--fit`
 * fits the weights to the first and prints them for rules/duplicates.ts; without it the second half is measured with the weights that
 * stand there.
 */
import {
  compare,
  FEATURES,
  featuresOf,
  keysOf,
  LIKELY,
  scoreOf,
  sketchOf,
} from '../../src/lib/server/stocktaking/rules/duplicates.ts';
import { madePairs, type Made, type Pair } from './made-pairs.ts';

const sketch = (one: Made) => sketchOf(one.content, one.lang, one.organisation);
const pairs = madePairs();
const halves = { tuned: pairs.filter(({ half }) => half === 0), held: pairs.filter(({ half }) => half === 1) };
const isAcross = ({ a, b }: Pair): boolean => a.lang !== b.lang;

/** Logistic regression by plain gradient descent, with a little weight decay; a few hundred pairs take a second. */
function fit(list: readonly Pair[]): number[] {
  const rows = list.map((pair) => ({ x: featuresOf(sketch(pair.a), sketch(pair.b)), y: pair.same ? 1 : 0 }));
  const weights = FEATURES.map(() => 0);
  for (let round = 0; round < 6_000; round++) {
    const slope = FEATURES.map(() => 0);
    for (const { x, y } of rows) {
      const off = scoreOf(x, weights) - y;
      x.forEach((value, i) => (slope[i] = (slope[i] ?? 0) + off * value));
    }
    weights.forEach((weight, i) => {
      weights[i] = weight - 0.8 * ((slope[i] ?? 0) / rows.length + (i === 0 ? 0 : 0.002) * weight);
    });
  }
  return weights.map((weight) => Math.round(weight * 100) / 100);
}

if (process.argv.includes('--fit')) {
  console.log('within:', JSON.stringify(fit(halves.tuned.filter((pair) => !isAcross(pair)))));
  console.log('across:', JSON.stringify(fit(halves.tuned.filter(isAcross))));
} else {
  for (const [half, list] of Object.entries(halves))
    for (const [name, some] of [
      ['within a language', list.filter((pair) => !isAcross(pair))],
      ['across languages', list.filter(isAcross)],
    ] as const) {
      let [hit, miss, wrong, met] = [0, 0, 0, 0];
      const byKind = new Map<string, [right: number, all: number]>();
      for (const { a, b, same, kind } of some) {
        const [one, other] = [sketch(a), sketch(b)];
        const said = compare(one, other).score >= LIKELY;
        if (same && said) hit++;
        if (same && !said) miss++;
        if (!same && said) wrong++;
        const keys = new Set(keysOf(one, a.content.title));
        if (same && keysOf(other, b.content.title).some((key) => keys.has(key))) met++;
        const [right, all] = byKind.get(kind) ?? [0, 0];
        byKind.set(kind, [right + (said === same ? 1 : 0), all + 1]);
      }
      const percent = (part: number, of: number): string => `${((100 * part) / Math.max(1, of)).toFixed(1)} %`;
      console.log(
        `${half}, ${name}: ${some.length} pairs, ${hit + miss} the same; precision ${percent(hit, hit + wrong)}, ` +
          `recall ${percent(hit, hit + miss)}, found by a key ${percent(met, hit + miss)}`,
      );
      for (const [kind, [right, all]] of byKind) console.log(`  ${kind}: ${right} of ${all} right`);
    }
}
