// 40 authors' amendments of one resolution, compiled. `node bench/texts/amend.ts [rounds]`
import { performance } from 'node:perf_hooks';
import type { Amendment, AmendmentOp, Item, Text } from '@suivi/texts';
import { amend, compile } from '@suivi/texts/amend';
import { amendmentsFromMarks } from '@suivi/texts/amend/marks';
import { outline } from '@suivi/texts/outline';
import { textToDocx } from '@suivi/texts/write/docx';

const AUTHORS = 40;
const rounds = Number(process.argv[2] ?? 7);

/** A resolution of 60 numbered paragraphs of about 60 words, in our own words. */
function sample(): Text {
  const words =
    'the harbour towns keep their quays in good order and report each year to the Council on what was done'.split(' ');
  const paragraph = (n: number): string =>
    Array.from({ length: 60 }, (_, i) => words[(i * 7 + n * 3) % words.length]).join(' ');
  const lines = ['RESOLUTION 12 (2026)', 'Keeping of the harbours', 'The Council,', 'recalling'];
  for (let i = 0; i < 10; i++) lines.push(`${'abcdefghij'[i]})\t${paragraph(i)};`);
  for (const office of [
    'Secretary-General',
    'Director of Quays',
    'Director of Lamps',
    'Director of Charts',
    'Council',
  ]) {
    lines.push(`instructs the ${office}`);
    for (let i = 1; i <= 10; i++) lines.push(`${i}\tto see that ${paragraph(i + office.length)};`);
  }
  const [text] = outline(new TextEncoder().encode(lines.join('\n')), { name: 'sample.txt' }).texts;
  if (!text) throw new Error('no text');
  return text;
}

function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const text = sample();
const paragraphs: Item[] = text.groups.filter((group) => group.part !== 'front').flatMap((group) => group.items);
const random = randomly(5);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** Each author changes a third of all paragraphs in two or three places, adds three and takes out two. */
const amendments: Amendment[] = Array.from({ length: AUTHORS }, (_, a) => {
  const ops: AmendmentOp[] = [];
  for (const [n, item] of paragraphs.entries()) {
    if (random() > 1 / 3) continue;
    const parts = item.text.split(' ');
    for (let k = 2 + Math.floor(random() * 2); k > 0; k--)
      parts.splice(
        Math.floor(random() * parts.length),
        Math.floor(random() * 2),
        pick(['all', 'old', 'fully', 'may', 'with care', '2030']),
      );
    ops.push({ id: `${a}-${n}`, act: 'MOD', target: item.eId, runs: [{ text: parts.join(' ') }] });
  }
  for (let k = 0; k < 3; k++)
    ops.push({
      id: `${a}+${k}`,
      act: 'ADD',
      target: pick(paragraphs).eId,
      runs: [{ text: `to light ${pick(['all', 'old', 'new'])} lamps;` }],
    });
  for (let k = 0; k < 2; k++) ops.push({ id: `${a}-s${k}`, act: 'SUP', target: pick(paragraphs).eId });
  return {
    id: `A${a}`,
    by: `M${String(a).padStart(2, '0')}`,
    supporters: [],
    at: '2026-03-01T00:00:00Z',
    ops,
    status: 'proposed',
  };
});

/** Time on the clock, and of the processor: on a shared machine the second says more. */
const time = <T>(what: () => T): { ms: number; cpu: number; result: T } => {
  const [start, used] = [performance.now(), process.cpuUsage()];
  const result = what();
  const { user, system } = process.cpuUsage(used);
  return { ms: performance.now() - start, cpu: (user + system) / 1000, result };
};
const median = (list: number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

const first = time(() => compile(text, amendments));
const warm = Array.from({ length: rounds }, () => time(() => compile(text, amendments)));
const places = first.result.places;
console.log(
  `${AUTHORS} authors, ${amendments.reduce((n, one) => n + one.ops.length, 0)} changes, ${paragraphs.length} paragraphs, ${text.groups.flatMap((group) => group.items).reduce((n, item) => n + item.text.split(' ').length, 0)} words`,
);
const both = (ms: number, cpu: number): string => `${ms.toFixed(0)} ms (${cpu.toFixed(0)} ms of processor)`;
console.log(
  `compile, first call: ${both(first.ms, first.cpu)}; warm: ${both(median(warm.map(({ ms }) => ms)), median(warm.map(({ cpu }) => cpu)))}`,
);
console.log(`${places.length} places, ${places.filter((place) => place.contested).length} of them in brackets`);

// The same from Word files: 40 files read, their marks turned into amendments, compiled, written.
const files = amendments.map((one) => {
  const plain = one.ops.filter(
    (op, i) =>
      one.ops.findIndex((other) => other.target === op.target && other.act !== 'ADD') === i || op.act === 'ADD',
  );
  return textToDocx(amend(text, plain, { by: { author: one.by, date: one.at } }));
});
const whole = time(() => {
  const all = files.flatMap((bytes, i) => {
    const [marked] = outline(bytes, { name: `${i}.docx` }).texts;
    return marked ? amendmentsFromMarks(marked, { base: text, prefix: `${i}:` }).amendments : [];
  });
  return textToDocx(compile(text, all).text);
});
console.log(
  `40 Word files read, compiled and written as one: ${both(whole.ms, whole.cpu)}, ${Math.round(whole.result.length / 1024)} KB`,
);
console.log(`peak memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
