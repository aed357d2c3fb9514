// `node bench/search/quality.ts [details]`: recall at ten on the sixty questions of packages/search/test/quality, whole and with
// each feature left out, on a PostgreSQL of its own. Prints a table.
import { ALL_FEATURES, LANGUAGES, type Features } from '@suivi/search';
import { ask, told, WHOLE, type Outcome } from '../../src/lib/server/platform/search/testing/quality.ts';
import type { How } from '../../src/lib/server/platform/search/index.ts';
import { withDatabase } from './database.ts';

const NAMES: Record<keyof Features, string> = {
  marks: 'accents, ё',
  arabicLetters: 'Arabic letters (hamza, vowel signs, tatweel)',
  arabicPrefixes: 'Arabic article and prefixes',
  stems: 'endings (stemmers)',
  irregulars: 'irregular plurals',
  stopWords: 'stop words',
  acronyms: 'acronyms, hyphens',
  hanWords: 'Chinese words',
  hanPairs: 'Chinese pairs',
  numbers: 'numbers',
};
const without = (feature: keyof Features): How => ({ ...WHOLE, features: { ...ALL_FEATURES, [feature]: false } });
const none = Object.fromEntries(
  Object.keys(ALL_FEATURES).map((key) => [key, key === 'hanWords']),
) as unknown as Features;
const RUNS: [string, How][] = [
  ['**all**', WHOLE],
  ...(Object.keys(NAMES) as (keyof Features)[]).map((key): [string, How] => [`without ${NAMES[key]}`, without(key)]),
  ['without mending of typing', { ...WHOLE, mending: false }],
  ['without leave to miss a word', { ...WHOLE, relaxing: false }],
  ['without mending and leave to miss', { ...WHOLE, mending: false, relaxing: false }],
  ['no feature, mending, leave to miss', { ...WHOLE, features: none }],
  ['nothing but lower case', { features: none, mending: false, relaxing: false }],
];

const shown = (n: number): string => n.toFixed(2);
const row = (name: string, outcomes: readonly Outcome[]): string => {
  const each = LANGUAGES.map((lang) => shown(told(outcomes.filter((one) => one.asked.lang === lang)).recall));
  const { recall, wrong } = told(outcomes);
  return `| ${[name, shown(recall), ...each, `${(wrong * 100).toFixed(1)} %`].join(' | ')} |`;
};

await withDatabase(async (database) => {
  console.log(`| recall at ten | all | ${LANGUAGES.join(' | ')} | near above expected |`);
  console.log(`| --- | --- | ${LANGUAGES.map(() => '---').join(' | ')} | --- |`);
  for (const [name, how] of RUNS) {
    const outcomes = await ask(database, how);
    console.log(row(name, outcomes));
    if (process.argv[2] === 'details' || name === '**all**')
      for (const one of outcomes.filter(({ recall, wrong }) => recall < 1 || wrong > 0))
        console.error(
          `${one.asked.id} "${one.asked.text}" ${shown(one.recall)}, ${one.wrong} wrong: ${one.found.slice(0, 12).join(' ')}`,
        );
  }
});
