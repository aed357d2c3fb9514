/** Amendments: when they may come, what each proposes and for whom, and what became of the text on the table. */
import { propose, support, takeOver, withdraw } from './propose.ts';
import { amendment, editor, list } from './queries.ts';
import { setWindow } from './windows.ts';

export const commands = { setWindow, propose, support, withdraw, takeOver };
export const queries = { list, amendment, editor };
export { followers } from './windows.ts';
export type { AmendmentView } from './queries.ts';
export type { Place, WindowView } from './places.ts';
