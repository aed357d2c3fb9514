/** Signs of the Symbol font by code, where they are not what ASCII says. */
const SYMBOL: Record<number, string> = {
  0x22: '∀',
  0x24: '∃',
  0x27: '∋',
  0x2d: '−',
  0x40: '≅',
  0x41: 'Α',
  0x42: 'Β',
  0x43: 'Χ',
  0x44: 'Δ',
  0x45: 'Ε',
  0x46: 'Φ',
  0x47: 'Γ',
  0x48: 'Η',
  0x49: 'Ι',
  0x4b: 'Κ',
  0x4c: 'Λ',
  0x4d: 'Μ',
  0x4e: 'Ν',
  0x4f: 'Ο',
  0x50: 'Π',
  0x51: 'Θ',
  0x52: 'Ρ',
  0x53: 'Σ',
  0x54: 'Τ',
  0x55: 'Υ',
  0x57: 'Ω',
  0x58: 'Ξ',
  0x59: 'Ψ',
  0x5a: 'Ζ',
  0x61: 'α',
  0x62: 'β',
  0x63: 'χ',
  0x64: 'δ',
  0x65: 'ε',
  0x66: 'φ',
  0x67: 'γ',
  0x68: 'η',
  0x69: 'ι',
  0x6b: 'κ',
  0x6c: 'λ',
  0x6d: 'μ',
  0x6e: 'ν',
  0x6f: 'ο',
  0x70: 'π',
  0x71: 'θ',
  0x72: 'ρ',
  0x73: 'σ',
  0x74: 'τ',
  0x75: 'υ',
  0x77: 'ω',
  0x78: 'ξ',
  0x79: 'ψ',
  0x7a: 'ζ',
  0xa3: '≤',
  0xa5: '∞',
  0xa7: '♣',
  0xab: '↔',
  0xac: '←',
  0xad: '↑',
  0xae: '→',
  0xaf: '↓',
  0xb0: '°',
  0xb1: '±',
  0xb2: '″',
  0xb3: '≥',
  0xb4: '×',
  0xb6: '∂',
  0xb7: '•',
  0xb8: '÷',
  0xb9: '≠',
  0xba: '≡',
  0xbb: '≈',
  0xbc: '…',
  0xc5: '⊕',
  0xc7: '∩',
  0xc8: '∪',
  0xce: '∈',
  0xcf: '∉',
  0xd2: '®',
  0xd3: '©',
  0xd4: '™',
  0xd6: '√',
  0xde: '⇒',
  0xe5: '∑',
  0xf2: '∫',
};

const WINGDINGS: Record<number, string> = {
  0x21: '✏',
  0x28: '☎',
  0x2a: '✉',
  0x46: '☞',
  0x4a: '☺',
  0x6c: '●',
  0x6d: '❍',
  0x6e: '■',
  0x6f: '□',
  0x70: '❐',
  0x71: '❑',
  0x72: '❒',
  0x73: '⬧',
  0x74: '⧫',
  0x75: '◆',
  0x76: '❖',
  0x77: '⬥',
  0x9e: '·',
  0x9f: '•',
  0xa0: '▪',
  0xa1: '○',
  0xa7: '▪',
  0xa8: '◻',
  0xd8: '➢',
  0xdf: '←',
  0xe0: '→',
  0xe1: '↑',
  0xe2: '↓',
  0xe8: '➔',
  0xf0: '⇨',
  0xfb: '✗',
  0xfc: '✓',
  0xfd: '☒',
  0xfe: '☑',
};

const WINGDINGS2: Record<number, string> = {
  0x4f: '✗',
  0x50: '✓',
  0x51: '☒',
  0x52: '☑',
  0x96: '•',
  0xa3: '□',
  0x97: '●',
};

/** A character of a symbol font in Unicode; null where the sign is not known. Codes come as 0xF0xx or 0x00xx. */
export function symbolChar(code: number, font: string | undefined): string | null {
  const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  const name = (font ?? '').toLowerCase();
  if (name === 'symbol') return SYMBOL[low] ?? (low >= 0x20 && low < 0x7f ? String.fromCharCode(low) : null);
  if (name === 'wingdings') return WINGDINGS[low] ?? null;
  if (name.startsWith('wingdings 2')) return WINGDINGS2[low] ?? null;
  if (code >= 0xe000 && code <= 0xf8ff) return SYMBOL[low] ?? null;
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
