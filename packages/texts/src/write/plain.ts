import { withoutMarks } from '../settle/tree.ts';
import type { Text } from '../model/text.ts';
import { gridOf, itemsOf, labelOf, printed, type Printed } from './lines.ts';

const flat = (words: string): string => words.replace(/\s+/g, ' ').trim();

/**
 * A text as plain text: one paragraph a line, labels before a tab, footnotes at the end. A row of a table is a line, its
 * columns parted by tabs; a cell that reaches over several is followed by empty ones, paragraphs of one cell are parted by " / ".
 */
export function toPlainText(text: Text): string {
  const lines = [...printed(text)].flatMap(linesOf);
  return `${[...lines, ...withoutMarks(text).footnotes.map((note) => `[${note.label}] ${note.text}`)].join('\n')}\n`;
}

function linesOf(one: Printed): string[] {
  switch (one.kind) {
    case 'heading':
      return [one.group.heading];
    case 'item': {
      const { label, text } = one.item;
      return [`${'  '.repeat(one.depth)}${label === null ? '' : `${labelOf(label)}\t`}${text}`];
    }
    case 'table':
      return gridOf(one.group.table ?? []).map((row) =>
        row
          .map((cell) =>
            [...itemsOf(cell?.items ?? [], 0)]
              .map(({ item }) => flat(`${item.label === null ? '' : `${labelOf(item.label)} `}${item.text}`))
              .join(' / '),
          )
          .join('\t'),
      );
  }
}
