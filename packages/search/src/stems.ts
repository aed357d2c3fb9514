import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import type { Features, Language } from './features.ts';
import { IRREGULAR } from './irregular.ts';

/** Languages whose words are written in Latin letters: the endings of each differ. */
export const LATIN = ['en', 'fr', 'es'] as const satisfies readonly Language[];

// Stemmers expect the accents that readers leave out. Words come folded, so accents of endings are put back by rule: whether
// a text has them then makes no difference. Snowball keeps the s of "emplois", "lois"; here each plural s goes first.
const toFrench = (word: string): string =>
  word
    .replace(/(?<=.{3})[sx]$/, '')
    .replace(/trice$/, 'teur')
    .replace(/(?<=.{3})ite$/, 'ité')
    .replace(/ee$/, 'ée')
    .replace(/iere$/, 'ière')
    .replace(/erent$/, 'èrent');
const toSpanish = (word: string): string =>
  word
    .replace(/([cs])ion$/, '$1ión')
    .replace(/logia(s?)$/, 'logía$1')
    .replace(/(?<=.{3})(ar|er|ir)ia(n?)$/, '$1ía$2');
const bare = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');

// A vowel that comes and goes: девочка, девочек; ребенок, ребенка.
const toFleeting = (stem: string): string => stem.replace(/(?<=.{2}[бвгджзклмнпрстфхцчшщ])[ое](?=[кц]$)/, '');

function latin(word: string, lang: (typeof LATIN)[number], features: Features): string {
  const settle = (stem: string): string => (features.marks ? bare(stem) : stem);
  switch (lang) {
    case 'en':
      return english(word);
    case 'fr':
      return settle(french(toFrench(word)))
        .replace(/qu$/, 'c')
        .replace(/(?<=.{4})i$/, '');
    case 'es':
      return settle(spanish(toSpanish(word)));
  }
}

const ARTICLE = /^(?:وبال|وكال|فبال|ولل|فلل|وال|بال|كال|فال|لل|ال)(?=.{2})/;
const ONTO = /^[وفبكل](?=.{4})/;
const ENDINGS = ['هما', 'هم', 'هن', 'ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'ه', 'ي'];

/** An Arabic word without article: what is written onto it, and the article as often as it stands. */
function withoutArticle(word: string): string {
  let plain = word;
  while (ARTICLE.test(plain)) plain = plain.replace(ARTICLE, '');
  return plain;
}

// After the light stemmers of the retrieval literature (Larkey, Ballesteros, Connell: light10), at least three letters kept.
function arabic(word: string, features: Features): string {
  let plain = features.irregulars ? (IRREGULAR.ar?.get(word) ?? word) : word;
  if (!features.stems) return plain;
  for (const ending of ENDINGS)
    if (plain.endsWith(ending) && plain.length - ending.length >= 3) plain = plain.slice(0, -ending.length);
  return plain;
}

const SCRIPTS = [
  ['latin', /^\p{Script=Latin}/u],
  ['cyrillic', /^\p{Script=Cyrillic}/u],
  ['arabic', /^\p{Script=Arabic}/u],
] as const;

/**
 * Terms that stand for a folded word in an index of texts in `lang`: the first is what a query looks for, the others are
 * read besides (an Arabic word without the conjunction written onto it). The script says which language's endings go; for
 * Latin letters the language of the text does, English where that is written otherwise.
 */
export function termsOf(word: string, lang: Language | null, features: Features): readonly string[] {
  const script = SCRIPTS.find(([, letters]) => letters.test(word))?.[0];
  switch (script) {
    case 'latin': {
      const of = lang === 'fr' || lang === 'es' ? lang : 'en';
      const regular = features.irregulars ? (IRREGULAR[of]?.get(word) ?? word) : word;
      return [features.stems && /^\p{L}{3,}$/u.test(word) ? latin(regular, of, features) : regular];
    }
    case 'cyrillic': {
      const regular = features.irregulars ? (IRREGULAR.ru?.get(word) ?? word) : word;
      return [features.stems ? toFleeting(russian(regular)) : regular];
    }
    case 'arabic': {
      const plain = features.arabicPrefixes ? withoutArticle(word) : word;
      const term = arabic(plain, features);
      const rest = features.arabicPrefixes && plain === word ? word.replace(ONTO, '') : word;
      const besides = rest === word ? [] : [arabic(withoutArticle(rest), features)];
      return [term, ...besides.filter((one) => one !== term)];
    }
    case undefined:
      return [word];
  }
}
