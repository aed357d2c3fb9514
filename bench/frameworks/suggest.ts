/**
 * How well tags are suggested from texts: precision and recall by framework and language, on the half of the labelled inputs
 * that was held back. `node bench/frameworks/suggest.ts` measures that half, `… tune` the other one, with which words and
 * limits were chosen; `… tune misses` lists what went wrong there. Needs the folder of inputs (SUIVI_INPUTS).
 *
 * Labels: projects with the goals that their people gave them (English); targets and indicators with the goal that they
 * stand under (six languages); for action lines nobody has labelled anything here, so World Bank projects stand in, whose
 * sectors say what they are about (English; an objective that speaks of digital means is seldom, so this tells how subjects
 * are told apart, no more).
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { suggestTags, type SuggestOptions } from '../../packages/frameworks/src/index.ts';
import { hasInputs, inputPath } from '../../packages/texts/test/inputs.ts';
import { readCsv } from '../../src/lib/server/platform/read-csv.ts';

type Lang = 'ar' | 'en' | 'es' | 'fr' | 'ru' | 'zh';
interface Labelled {
  id: string;
  lang: Lang;
  text: string;
  wanted: string[];
}
if (!hasInputs) {
  console.log('The folder of inputs is not here: nothing to measure.');
  process.exit(0);
}
const [which = 'held', misses] = process.argv.slice(2);
/** Half of all, by the hash of an id: the same for ever, in every language. */
const isHeld = (id: string): boolean => (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 1;
const ours = (one: Labelled): boolean => isHeld(one.id) === (which === 'held');

const csv = (path: string) => readCsv(readFileSync(inputPath(path), 'utf8')).rows.map((row) => row.cells);
const LANGS: Lang[] = ['en', 'fr', 'es', 'ru', 'zh', 'ar'];

interface Project {
  id: string;
  name: string;
  description: string | null;
  sdgs: { SDGNumber: number; evidenceText?: string }[];
}
const projects = JSON.parse(readFileSync(inputPath('projects/digital-public-goods.json'), 'utf8')) as Project[];
const described = (more: boolean): Labelled[] =>
  projects.map((one) => ({
    id: one.id,
    lang: 'en',
    text: [one.name, one.description ?? '', ...(more ? one.sdgs.map((goal) => goal.evidenceText ?? '') : [])].join(
      '. ',
    ),
    wanted: one.sdgs.map((goal) => `SDG ${goal.SDGNumber}`),
  }));
const rowsOf = (file: string, lang: Lang): Labelled[] =>
  csv(`sdg/${file}.csv`).map((row) => {
    const id = row.get('id') ?? '';
    return { id: `${file} ${id}`, lang, text: row.get(lang) ?? '', wanted: [`SDG ${id.split('.')[0] ?? ''}`] };
  });

const SECTORS: [RegExp, string][] = [
  [/health/i, 'C7-e-health'],
  [/education/i, 'C7-e-learning'],
  [/agricultur|livestock|crops|fisheries|irrigation/i, 'C7-e-agriculture'],
  [/forestry|renewable|waste management|energy/i, 'C7-e-environment'],
  [/ICT Infrastructure/i, 'C2'],
];
const bank: Labelled[] = csv('projects/world-bank-projects-2014-2022.csv').flatMap((row) => {
  const text = row.get('project development objective') ?? '';
  const sectors = ['sector 1', 'sector 2', 'sector 3'].map((key) => row.get(key) ?? '').filter(Boolean);
  const wanted = [...new Set(sectors.flatMap((one) => SECTORS.filter(([of]) => of.test(one)).map(([, line]) => line)))];
  return text === '' || wanted.length === 0
    ? []
    : [{ id: row.get('project id') ?? '', lang: 'en', text: `${row.get('project name') ?? ''}. ${text}`, wanted }];
});
const LINES = new Set(SECTORS.map(([, line]) => line));

interface Measure {
  n: number;
  precision: number;
  recall: number;
  f1: number;
  first: number;
  silent: number;
}
function measure(
  set: readonly Labelled[],
  scheme: string,
  options: SuggestOptions,
  among?: ReadonlySet<string>,
): Measure {
  let [right, given, wanted, first, silent] = [0, 0, 0, 0, 0];
  for (const one of set) {
    const found = suggestTags(one.text, one.lang, [], options).filter(
      (each) => each.scheme === scheme && (among?.has(each.concept) ?? true),
    );
    const codes = found.map((each) => each.concept);
    const hit = codes.filter((code) => one.wanted.includes(code)).length;
    [right, given, wanted] = [right + hit, given + codes.length, wanted + one.wanted.length];
    if (codes[0] !== undefined && one.wanted.includes(codes[0])) first++;
    if (codes.length === 0) silent++;
    if (misses && hit < one.wanted.length)
      console.log(
        `${one.id}: wanted ${one.wanted.join(' ')}; ${found.map((each) => `${each.concept} ${each.score.toFixed(2)} [${each.evidence.map((e) => e.words).join('|')}]`).join(', ')} :: ${one.text.slice(0, 160)}`,
      );
  }
  const [precision, recall] = [right / given || 0, right / wanted || 0];
  const n = set.length;
  return {
    n,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall) || 0,
    first: first / n,
    silent: silent / n,
  };
}
const line = (name: string, m: Measure): void =>
  console.log(
    `| ${name} | ${m.n} | ${m.precision.toFixed(2)} | ${m.recall.toFixed(2)} | ${m.f1.toFixed(2)} | ${m.first.toFixed(2)} | ${m.silent.toFixed(2)} |`,
  );

console.log(`${which === 'held' ? 'The half that was held back' : 'The half for tuning'}\n`);
console.log('| labelled set | texts | precision | recall | F1 | first is right | nothing said |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
const mine = (set: readonly Labelled[]): Labelled[] => set.filter(ours);
line('projects, name and description (en)', measure(mine(described(false)), 'sdg', {}));
line('projects, with their evidence (en)', measure(mine(described(true)), 'sdg', {}));
for (const lang of LANGS) line(`targets (${lang})`, measure(mine(rowsOf('targets', lang)), 'sdg', {}));
for (const lang of LANGS) line(`indicators (${lang})`, measure(mine(rowsOf('indicators', lang)), 'sdg', {}));
line('action lines, by World Bank sectors (en)', measure(mine(bank), 'wsis-action-lines', {}, LINES));
if (which === 'tune' && !misses) {
  console.log('\nLimits, on the half for tuning: projects (F1), targets in six languages (F1)\n');
  for (const least of [0.3, 0.4, 0.5])
    for (const beside of [0.4, 0.55, 0.7, 0.85]) {
      const options = { least, beside };
      const six = LANGS.map((lang) => measure(mine(rowsOf('targets', lang)), 'sdg', options).f1.toFixed(2)).join(' ');
      console.log(least, beside, measure(mine(described(false)), 'sdg', options).f1.toFixed(3), six);
    }
}
