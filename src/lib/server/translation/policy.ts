/** Who translates: takes up what waits in a language and writes it. */
export const TRANSLATE = 'texts.translate';
/** Who gives the work out, sends it back, and confirms it. */
export const REVISE = 'texts.revise';
