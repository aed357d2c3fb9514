import type { Group, Item, Mark, Row, Run, Text } from '../../src/index.ts';
import { acceptText } from '../../src/settle/index.ts';

/** A text with the changes of one author accepted and those of all others rejected. */
export function onlyBy(text: Text, author: string | undefined): Text {
  const own = (mark: { author?: string } | undefined): boolean => mark?.author === author;
  const runs = (list: readonly Run[]): Run[] =>
    list.flatMap((run): Run[] => {
      const { mark, was, passed, ...rest } = run;
      if (passed !== undefined)
        return own(passed.inserted) && !own(passed.deleted)
          ? [{ ...rest, text: passed.text, mark: { ...passed.inserted, state: 'inserted' } }]
          : [];
      // Words amid those of another are an amendment to that.
      if (mark?.state === 'inserted' && /^amid/.test(run.text)) return [];
      const formatted = was !== undefined && !own(was) ? { ...plain(rest), ...was.format } : rest;
      if (mark === undefined || own(mark)) return [{ ...formatted, ...(mark === undefined ? {} : { mark }) }];
      return mark.state === 'inserted' ? [] : [formatted];
    });
  const plain = ({ bold: _b, italic: _i, underline: _u, strike: _s, sup: _p, sub: _d, ...rest }: Run): Run => rest;
  const flipped = (mark: Mark): Mark => ({ ...mark, state: mark.state === 'inserted' ? 'deleted' : 'inserted' });
  const item = (one: Item): Item => {
    const mark = one.runs.find((run) => run.mark?.state === one.state)?.mark;
    const { end, ...rest } = one;
    const state = one.state === 'kept' || own(mark) ? one.state : one.state === 'inserted' ? 'deleted' : 'kept';
    const done = runs(one.runs);
    return {
      ...rest,
      state,
      runs: state === 'deleted' ? one.runs.map((run) => ({ ...run, mark: { state: 'deleted' as const } })) : done,
      text: done
        .filter((run) => run.mark?.state !== 'deleted')
        .map((run) => run.text)
        .join('')
        .trim(),
      items: one.items.map(item),
      ...(end === undefined ? {} : own(end) ? { end } : end.state === 'inserted' ? { end: flipped(end) } : {}),
    };
  };
  const row = (one: Row): Row[] => {
    if (one.mark?.state === 'inserted' && !own(one.mark)) return [];
    const { mark, ...rest } = one;
    return [
      {
        ...rest,
        ...(mark !== undefined && own(mark) ? { mark } : {}),
        cells: one.cells.flatMap((cell) => {
          if (cell.mark?.state === 'inserted' && !own(cell.mark)) return [];
          const { mark: cellMark, was, ...bare } = cell;
          const spans = was !== undefined && !own(was) ? was : {};
          return [
            {
              ...bare,
              ...('colspan' in spans ? { colspan: spans.colspan ?? 1 } : {}),
              ...('rowspan' in spans ? { rowspan: spans.rowspan ?? 1 } : {}),
              ...(cellMark !== undefined && own(cellMark) ? { mark: cellMark } : {}),
              items: cell.items.map(item),
            },
          ];
        }),
      },
    ];
  };
  const group = (one: Group): Group => {
    const marks = (one.headingRuns ?? []).find((run) => run.mark?.state === one.state)?.mark;
    const theirs = one.state === 'kept' || own(marks);
    const heading = one.headingRuns && runs(one.headingRuns);
    return {
      ...one,
      state: theirs ? one.state : one.state === 'inserted' ? 'deleted' : 'kept',
      ...(heading
        ? {
            headingRuns: heading,
            heading: heading
              .filter((run) => run.mark?.state !== 'deleted')
              .map((run) => run.text)
              .join('')
              .trim(),
          }
        : {}),
      items: one.items.map(item),
      ...(one.table ? { table: one.table.flatMap(row) } : {}),
      groups: one.groups.map(group),
    };
  };
  return acceptText({ ...text, groups: text.groups.map(group) });
}
