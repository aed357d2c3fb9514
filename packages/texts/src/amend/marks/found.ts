import type { Mark } from '../../model/text.ts';
import type { AmendmentOp, AmendNote } from '../model.ts';

/** One change read from marks, and whose it is. */
export interface Read {
  author: string;
  date?: string;
  /** Equal for changes of one paragraph. */
  paragraph: string;
  lines: number[];
  op: AmendmentOp;
}

/** The changes found so far, and what is to be told. */
export class Found {
  readonly read: Read[] = [];
  readonly notes: AmendNote[] = [];
  readonly #unnamed: string;

  /** `unnamed` stands for authors whom the file does not name. */
  constructor(unnamed: string) {
    this.#unnamed = unnamed;
  }

  push(mark: Partial<Mark>, paragraph: string, lines: number[], change: Omit<AmendmentOp, 'id'>): AmendmentOp {
    const { author = this.#unnamed, date, move } = mark;
    const op = { id: `op-${this.read.length + 1}`, ...change, ...(move === undefined ? {} : { move }) };
    this.read.push({ author, ...(date === undefined ? {} : { date }), paragraph, lines, op });
    return op;
  }

  note(code: AmendNote['code'], target: string, why: string): void {
    this.notes.push({ code, message: `${target}: ${why}`, target });
  }
}
