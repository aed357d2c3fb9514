/** Signs by code, from stretches of neighbouring codes; a space stands for a sign that is not known. */
const signsOf = (stretches: Readonly<Record<number, string>>): ReadonlyMap<number, string> =>
  new Map(
    Object.entries(stretches).flatMap(([from, signs]) =>
      [...signs].flatMap((sign, index): [number, string][] => (sign === ' ' ? [] : [[Number(from) + index, sign]])),
    ),
  );

/** Signs of the Symbol font by code, where they are not what ASCII says. */
const SYMBOL = signsOf({
  0x22: '∀ ∃  ∋     −',
  0x40: '≅ΑΒΧΔΕΦΓΗΙ ΚΛΜΝΟΠΘΡΣΤΥ ΩΞΨΖ      αβχδεφγηι κλμνοπθρστυ ωξψζ',
  0xa3: '≤ ∞ ♣   ↔←↑→↓°±″≥× ∂•÷≠≡≈…',
  0xc5: '⊕ ∩∪     ∈∉  ®©™ √',
  0xde: '⇒      ∑',
  0xf2: '∫',
});

const WINGDINGS = signsOf({
  0x21: '✏      ☎ ✉',
  0x46: '☞   ☺',
  0x6c: '●❍■□❐❑❒⬧⧫◆❖⬥',
  0x9e: '·•▪○     ▪◻',
  0xd8: '➢      ←→↑↓     ➔',
  0xf0: '⇨',
  0xfb: '✗✓☒☑',
});

const WINGDINGS2 = signsOf({
  0x4f: '✗✓☒☑',
  0x96: '•●',
  0xa3: '□',
});

/** A character of a symbol font in Unicode; null where the sign is not known. Codes come as 0xF0xx or 0x00xx. */
export function symbolChar(code: number, font: string | undefined): string | null {
  const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  const name = (font ?? '').toLowerCase();
  if (name === 'symbol') return SYMBOL.get(low) ?? (low >= 0x20 && low < 0x7f ? String.fromCharCode(low) : null);
  if (name === 'wingdings') return WINGDINGS.get(low) ?? null;
  if (name.startsWith('wingdings 2')) return WINGDINGS2.get(low) ?? null;
  if (code >= 0xe000 && code <= 0xf8ff) return SYMBOL.get(low) ?? null;
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

/** The printed form of a bullet: private-use codes of symbol fonts become the signs that they show. */
export function symbolText(text: string, font: string | undefined): string {
  const name = (font ?? '').toLowerCase();
  return [...text]
    .map((sign) => {
      const code = sign.codePointAt(0) ?? 0;
      if (code >= 0xf000 && code <= 0xf0ff) return symbolChar(code, font) ?? '•';
      if (name.startsWith('wingdings') && code < 0x100) return symbolChar(code, font) ?? '•';
      if (name === 'symbol' && code === 0xb7) return '•';
      // "o" in Courier New is Word's hollow bullet.
      if (name.startsWith('courier') && sign === 'o' && text.length === 1) return '○';
      return sign;
    })
    .join('')
    .trim();
}
