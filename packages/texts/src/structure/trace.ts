import type { Group, Item, Outline, Source, Trace } from '../model/text.ts';
import { itemsIn } from './items.ts';

/** Where each line of the source went, and what cleaning did to it. */
export function traceOf(outline: Outline, source: Source): Trace[] {
  const places = new Map<number, { place: string; printed: string }>();
  const put = (line: number, place: string, printed: string): void => {
    const before = places.get(line);
    places.set(line, before ? { place: before.place, printed: `${before.printed}\n${printed}` } : { place, printed });
  };
  const groupsIn = (groups: readonly Group[]): Group[] => groups.flatMap((group) => [group, ...groupsIn(group.groups)]);
  for (const text of outline.texts) {
    for (const group of groupsIn(text.groups)) for (const line of group.lines) put(line, group.eId, group.heading);
    for (const { item } of itemsIn(text.groups)) for (const line of item.lines) put(line, item.eId, printedOf(item));
  }
  for (const text of outline.texts)
    for (const note of text.footnotes)
      for (const line of note.lines) if (!places.has(line)) put(line, `footnote:${note.id}`, note.text);
  for (const header of outline.headers) put(header.line, 'header', header.text);
  const raws = new Map(
    [...source.blocks, ...source.headers, ...source.notes.flatMap((note) => note.blocks)].map((block) => [
      block.line,
      block.raw,
    ]),
  );
  return [...raws].map(([line, raw]) => {
    const where = places.get(line) ?? { place: 'warning', printed: raw };
    return { line, ...where, edits: editsOf(where.printed, raw) };
  });
}

const printedOf = (item: Item): string => (item.label === null ? item.text : `${item.label}\t${item.text}`);

/** The one stretch between common ends that differs. */
export function editsOf(printed: string, raw: string): Trace['edits'] {
  if (printed === raw) return [];
  let start = 0;
  while (start < printed.length && start < raw.length && printed[start] === raw[start]) start++;
  let end = 0;
  while (
    end < printed.length - start &&
    end < raw.length - start &&
    printed[printed.length - 1 - end] === raw[raw.length - 1 - end]
  )
    end++;
  return [{ at: start, is: printed.slice(start, printed.length - end), was: raw.slice(start, raw.length - end) }];
}

/** A line of the source from its trace: the edits undone. */
export const rebuildLine = (trace: Trace): string =>
  trace.edits.reduceRight(
    (text, edit) => text.slice(0, edit.at) + edit.was + text.slice(edit.at + edit.is.length),
    trace.printed,
  );
