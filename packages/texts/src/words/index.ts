export { tokensOf, wordCount, type Token, type TokenKind } from './tokens.ts';
export { diffTokens, diffWords, type Piece } from './diff.ts';
export { factsOf, westernDigits, type Fact } from './facts.ts';
