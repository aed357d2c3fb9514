const SIGNS: readonly (readonly [value: number, sign: string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** A whole number from 1 as a Roman numeral in small letters: 4 is "iv". */
export function romanOf(value: number): string {
  let rest = value;
  let out = '';
  for (const [worth, sign] of SIGNS)
    while (rest >= worth) {
      out += sign;
      rest -= worth;
    }
  return out;
}

/** The number of a Roman numeral in letters of either kind; signs that are none count nothing. */
export function romanValue(numeral: string): number {
  const values = [...numeral.toLowerCase()].map((sign) => SIGNS.find(([, one]) => one === sign)?.[0] ?? 0);
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0);
}
