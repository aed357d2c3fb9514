export * from './model/text.ts';
export * from './model/obligation.ts';
