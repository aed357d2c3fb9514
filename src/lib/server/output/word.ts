import type { WordBlock } from '@suivi/texts';
import { toDocx } from '@suivi/texts/write/docx';
import type { Cell, Sheet, SheetTable } from './sheet.ts';

const paragraph = (cell: Cell): WordBlock => ({
  kind: 'paragraph',
  ...(cell.lang === undefined ? {} : { lang: cell.lang }),
  runs: [{ text: cell.text, ...(cell.href === undefined ? {} : { link: cell.href }) }],
});

const cellOf = (cell: Cell): WordBlock[] => [
  paragraph(cell),
  ...(cell.note === undefined ? [] : [paragraph({ text: cell.note })]),
];

const tableOf = (table: SheetTable): WordBlock => ({
  kind: 'table',
  caption: table.caption,
  widths: table.widths,
  rows: [
    { header: true, cells: table.headers.map((text) => ({ blocks: [paragraph({ text })] })) },
    ...table.rows.map((row) => ({ cells: row.map((cell) => ({ blocks: cellOf(cell) })) })),
  ],
});

/** A sheet as a Word file, A4 on its side. */
export function wordOf(sheet: Sheet): Uint8Array {
  return toDocx({
    title: sheet.title,
    language: sheet.lang,
    orientation: 'landscape',
    footer: sheet.footer,
    blocks: [
      { kind: 'title', runs: [{ text: sheet.title }] },
      ...sheet.lines.map((text): WordBlock => ({ kind: 'paragraph', align: 'center', runs: [{ text }] })),
      ...sheet.sections.flatMap((section): WordBlock[] => [
        ...(section.heading === null
          ? []
          : [{ kind: 'heading' as const, level: 1 as const, runs: [{ text: section.heading }] }]),
        section.table.rows.length === 0
          ? { kind: 'paragraph', runs: [{ text: section.empty }] }
          : tableOf(section.table),
      ]),
    ],
  });
}
