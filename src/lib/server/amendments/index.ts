/** Amendments: when they may come, what each proposes and for whom, and what became of the text on the table. */
import { adopt } from './adopt.ts';
import { bracket, open, put } from './brackets.ts';
import { compilation, compiledText, exported } from './compilation.ts';
import { decide } from './decide.ts';
import { enterFile, file, take } from './files.ts';
import { propose, support, takeOver, withdraw } from './propose.ts';
import { amendment, editor, list } from './queries.ts';
import { edit } from './steps.ts';
import { past, table } from './table-queries.ts';
import { setWindow } from './windows.ts';

export const commands = {
  setWindow,
  propose,
  support,
  withdraw,
  takeOver,
  decide,
  edit,
  open,
  bracket,
  put,
  adopt,
  take,
  enterFile,
};
export const queries = { list, amendment, editor, table, past, compilation, compiledText, exported, file };
export { followers } from './windows.ts';
export type { AmendmentView } from './queries.ts';
export type { Place, WindowView } from './places.ts';
export { changesBetween, follow, type Changes, type TableRow } from './follow.ts';
export type { PastView, StepView } from './table-queries.ts';
export { exportCsv, type ExportRow } from './compilation.ts';
export { takeFile } from './files.ts';
export { amendmentsFollowing, moveAmendments } from './merging.ts';
