/** Words without what two spellings of one name differ in: accents and other marks, forms of letters, capitals. */
export const folded = (words: string): string => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
