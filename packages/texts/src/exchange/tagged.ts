import type { Run } from '../model/text.ts';
import { nest, Numbering, runAt, settled, type Code, type Piece } from './codes.ts';

/** Codes of a piece as a person types them in a text area. */
export interface Tagging {
  /** Codes by number, for a legend. */
  codes: ReadonlyMap<string, Code>;
  write: (runs: readonly Run[]) => string;
  /** Words with their tags as runs; `missing` and `unknown` name tags left out and tags that stand for nothing. */
  read: (text: string) => { runs: Run[]; missing: string[]; unknown: string[] };
}

/**
 * Words with numbered tags, as translators know them: `{1}bold words{/1}`, and `{2}` for what stands at a point. The
 * numbers are those of the source; codes of the other runs follow on. `{{` is a brace of the words themselves.
 */
export function tagging(source: readonly Run[], ...others: (readonly Run[])[]): Tagging {
  const numbering = new Numbering();
  const own = numbersIn(nest(source, numbering));
  for (const other of others) nest(other, numbering.otherSide());
  const { codes } = numbering;
  return {
    codes,
    write: (runs) => nest(runs, numbering.otherSide()).map(written).join(''),
    read(text) {
      const runs: Run[] = [];
      const open: { id: string; code: Code }[] = [];
      const met = new Set<string>();
      const unknown: string[] = [];
      for (const part of text.split(/(\{\{|\{\/?\d+\})/)) {
        const tag = /^\{(\/?)(\d+)\}$/.exec(part);
        const [, close = '', id = ''] = tag ?? [];
        const code = codes.get(id);
        if (!tag || !code) {
          if (tag) unknown.push(part);
          runs.push(formed(part === '{{' ? '{' : part, open));
          continue;
        }
        met.add(id);
        const point = runAt(code);
        const at = open.findLastIndex((one) => one.id === id);
        if (point) runs.push({ ...formed(point.text, open), ...point });
        else if (close === '') open.push({ id, code });
        else if (at >= 0) open.splice(at, 1);
        else unknown.push(part);
      }
      for (const { id } of open) unknown.push(`{${id}}`);
      return { runs: settled(runs), missing: own.filter((id) => !met.has(id)).map((id) => `{${id}}`), unknown };
    },
  };
}

const numbersIn = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap((piece) => ('text' in piece ? [] : [piece.id, ...numbersIn(piece.inside ?? [])]));

function written(piece: Piece): string {
  if ('text' in piece) return piece.text.replaceAll('{', '{{');
  return piece.inside === null ? `{${piece.id}}` : `{${piece.id}}${piece.inside.map(written).join('')}{/${piece.id}}`;
}

function formed(text: string, open: readonly { code: Code }[]): Run {
  const run: Run = { text };
  for (const { code } of open) {
    if (code.kind === 'link' || code.kind === 'lang') run[code.kind] = code.value ?? '';
    else if (code.kind !== 'note' && code.kind !== 'image') run[code.kind] = true;
  }
  return run;
}
