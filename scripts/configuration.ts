// Writes the table of settings into docs/configuration.md from the schema that checks them.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SETTINGS } from '../src/lib/server/platform/config.ts';

/** The settings as a Markdown table. */
export function configurationTable(): string {
  const rows = [
    ['setting', 'where it is not set', 'meaning'],
    ...Object.entries(SETTINGS).map(([name, { about, standard }]) => [`\`${name}\``, standard, about]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill = ' '): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  return rows.flatMap((row, i) => (i === 0 ? [line(row), line(['', '', ''], '-')] : [line(row)])).join('\n');
}

const page = (): string => `# Configuration

Suivi is configured by the environment alone. Nothing has to be set: \`npm start\` runs with what stands in the second
column. Everything is checked when the program starts; all that is wrong is told at once. \`suivi doctor\` shows what
holds.

${configurationTable()}

Sizes are in bytes, or in K, M or G (powers of 1,024). Behind a proxy set \`ORIGIN\`.

This page is written by \`node scripts/configuration.ts\`.
`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('../docs/configuration.md', import.meta.url), page());
