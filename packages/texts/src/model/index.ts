export * from './text.ts';
export * from './obligation.ts';
