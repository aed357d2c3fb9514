import type { Row } from '../model/text.ts';
import type { Amendment, AmendmentOp, CompiledPlace, CompiledRow, NewParagraph, Segment } from './model.ts';
import { paragraphsIn } from './row-change.ts';
import { runsOf, wordsIn } from './runs.ts';
import type { Units } from './units.ts';

/** What the choices of a place say of each change in it. */
interface Said {
  place: CompiledPlace;
  contested: boolean;
  shared: boolean;
}

/** The list of amendments, one line a change, in the order of the text and then of the house: for tables and exports. */
export function rowsOf(
  amendments: readonly Amendment[],
  places: readonly CompiledPlace[],
  units: Units,
  splitOff: ReadonlyMap<string, string>,
): CompiledRow[] {
  const said = new Map<string, Said>();
  const opsAt = new Map<CompiledPlace, Set<string>>();
  for (const place of places) {
    const seen = new Set<string>();
    walk(place.segments, (ops, amendmentsBehind, contested) => {
      for (const op of ops) {
        seen.add(op);
        const before = said.get(op);
        said.set(op, {
          place: before?.place ?? place,
          contested: (before?.contested ?? false) || contested,
          shared: (before?.shared ?? false) || amendmentsBehind > 1,
        });
      }
    });
    opsAt.set(place, seen);
  }
  const order = new Map(places.map((place, i) => [place, i]));
  const rows = amendments.flatMap((amendment) =>
    amendment.ops.map((op) => {
      const one = said.get(op.id) ?? said.get(splitOff.get(op.id) ?? '');
      const unit = units.find(op.target);
      const alone = one === undefined || (opsAt.get(one.place)?.size ?? 0) <= 1;
      const at = one?.place ?? places.find((place) => place.target === unit?.id);
      const row: CompiledRow = {
        amendment: amendment.id,
        op: op.id,
        act: actOf(op),
        target: op.target,
        eId: at?.eId ?? unit?.eId ?? null,
        label: at?.label ?? unit?.item?.label ?? unit?.group.label ?? null,
        by: amendment.by,
        supporters: [...amendment.supporters],
        at: amendment.at,
        late: amendment.late === true,
        reasons: amendment.reasons ?? null,
        on: amendment.parent ?? null,
        status: amendment.status,
        state: op.state ?? 'open',
        outcome: outcomeOf(amendment, op, one, alone, unit !== undefined || one !== undefined),
        words: proposedWords(op),
      };
      const rank =
        at === undefined ? (unit === undefined ? Infinity : units.all.indexOf(unit) / 1e6) : (order.get(at) ?? 0);
      return { row, rank };
    }),
  );
  return rows
    .map((one, i) => ({ ...one, i }))
    .sort((a, b) => (a.rank === b.rank ? a.i - b.i : a.rank - b.rank))
    .map(({ row }) => row);
}

/** All words that a change proposes, paragraphs and rows on lines of their own; "" where it proposes none. */
export function proposedWords({ runs = [], items = [], rows = [] }: AmendmentOp): string {
  const paragraph = (one: NewParagraph): string[] => [wordsIn(one.runs), ...(one.items ?? []).flatMap(paragraph)];
  const lines = [...paragraph({ runs, items }), ...rows.map(rowWords)];
  return lines.filter((words) => words !== '').join('\n');
}

/** Words of a row, cells apart. */
export const rowWords = (row: Row): string =>
  row.cells
    .map((cell) =>
      paragraphsIn(cell)
        .map((item) => wordsIn(runsOf(item)))
        .join(' '),
    )
    .join(' | ');

/** As it is printed: SUP* and ADD* are the two ends of a move. */
const actOf = (op: AmendmentOp): CompiledRow['act'] =>
  op.move !== undefined && op.act === 'SUP' ? 'SUP*' : op.move !== undefined && op.act === 'ADD' ? 'ADD*' : op.act;

function outcomeOf(
  amendment: Amendment,
  op: AmendmentOp,
  said: Said | undefined,
  alone: boolean,
  placed: boolean,
): CompiledRow['outcome'] {
  if (amendment.status === 'withdrawn') return 'withdrawn';
  const open = amendment.status === 'proposed' || amendment.status === 'partly-accepted';
  if (!open || (op.state ?? 'open') !== 'open') return 'settled';
  if (op.act === 'NOC') return placed ? 'kept' : 'no-place';
  if (said === undefined) return placed ? 'alone' : 'no-place';
  if (said.contested) return 'bracketed';
  if (said.shared) return 'joined';
  return alone ? 'alone' : 'combined';
}

function walk(
  segments: readonly Segment[],
  say: (ops: string[], amendments: number, contested: boolean) => void,
): void {
  for (const one of segments) {
    if (one.kind === 'words') continue;
    for (const option of one.choice.options) {
      const ops = [...new Set(option.by.map(({ op }) => op))];
      say(ops, new Set(option.by.map(({ amendment }) => amendment)).size, one.choice.reason !== 'proposed');
      walk(option.segments, say);
    }
  }
}
