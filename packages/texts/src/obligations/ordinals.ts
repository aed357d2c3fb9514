const EN = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
];
const EN_TENS: Record<string, number> = {
  twent: 20,
  thirt: 30,
  fort: 40,
  fift: 50,
  sixt: 60,
  sevent: 70,
  eight: 80,
  ninet: 90,
};
const FR = [
  '',
  'première',
  'deuxième',
  'troisième',
  'quatrième',
  'cinquième',
  'sixième',
  'septième',
  'huitième',
  'neuvième',
  'dixième',
  'onzième',
  'douzième',
  'treizième',
  'quatorzième',
  'quinzième',
  'seizième',
  'dix-septième',
  'dix-huitième',
  'dix-neuvième',
];
const FR_TENS: readonly [string, number][] = [
  ['quatre-vingt', 80],
  ['soixante', 60],
  ['cinquante', 50],
  ['quarante', 40],
  ['trente', 30],
  ['vingt', 20],
  ['cent', 100],
];

/** Number of a printed ordinal, English or French ("eightieth", "soixante-dix-neuvième", "61ème"); null when unknown. */
export function ordinalNumber(printed: string): number | null {
  const word = printed.toLowerCase().trim();
  const digits = /^(\d+)/.exec(word);
  if (digits !== null) return Number(digits[1]);
  const english = EN.indexOf(word);
  if (english > 0) return english;
  const hundred = /^(?:one )?hundred and /.exec(word);
  if (hundred !== null) {
    const rest = ordinalNumber(word.slice(hundred[0].length));
    return rest === null ? null : 100 + rest;
  }
  if (/^(?:one )?hundredth$/.test(word)) return 100;
  const tens = /^(twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:ieth$|y[- ](\p{L}+)$)/u.exec(word);
  if (tens !== null) {
    const unit = tens[2] === undefined ? 0 : EN.indexOf(tens[2]);
    return unit < 0 ? null : (EN_TENS[tens[1] ?? ''] ?? 0) + unit;
  }
  if (word === 'seconde') return 2;
  const french = FR.indexOf(word);
  if (french > 0) return french;
  for (const [name, value] of FR_TENS) {
    if (!word.startsWith(name)) continue;
    const rest = word.slice(name.length).replace(/^(?:[- ]et)?[- ]/, '');
    if (rest === 'ième' || (name.endsWith('e') && word === `${name.slice(0, -1)}ième`)) return value;
    if (rest === 'unième') return value + 1;
    const unit = FR.indexOf(rest);
    if (unit > 0) return value + unit;
  }
  const stem = /^(vingt|trent|quarant|cinquant|soixant)ième$/.exec(word);
  return stem === null ? null : (FR_TENS.find(([name]) => name.startsWith(stem[1] ?? '?'))?.[1] ?? null);
}
