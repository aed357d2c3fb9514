import { InvalidInput } from './errors.ts';

export interface CsvRow {
  /** Line of the file at which it begins, from 1. */
  line: number;
  cells: Map<string, string>;
}

/**
 * The text of a file: UTF-8, or UTF-16 where it begins with the mark of it, as spreadsheets save it.
 * Errors: InvalidInput `csv-encoding` for another encoding: half its letters would be lost, and nobody would see it.
 */
export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidInput([{ path: 'csv', code: 'csv-encoding' }]);
  }
}

/** How a file begins, whatever it is. */
export const headOf = (bytes: Uint8Array): string => new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, 400));

const encodingOf = ([first, second]: Uint8Array): string =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';

/** What parts the cells: the sign that the first line has most of. Half of Europe's spreadsheets write semicolons, copies tabs. */
function partedBy(source: string): string {
  const head = (/^\s*([^\r\n]*)/.exec(source)?.[1] ?? '').replace(/"(?:[^"]|"")*"/g, '');
  const times = (sign: string): number => head.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (times(sign) > times(best) ? sign : best));
}

/**
 * Rows of a CSV file (RFC 4180, or parted by semicolons or tabs) by the names of its first line; a byte order mark and empty
 * lines are passed over, and the sign that keeps a spreadsheet from running a cell is taken off. Errors: InvalidInput naming
 * the line.
 */
export function readCsv(text: string): { columns: string[]; rows: CsvRow[] } {
  const lines: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let begin = 1;
  // A first line "sep=;" is said to a spreadsheet. Line ends of old Macintoshes are line ends.
  const whole = text.replace(/^\uFEFF/, '');
  const [saying = '', said] = /^sep=(.)(?=[\r\n])/i.exec(whole) ?? [];
  const source = (said === undefined ? whole : ' '.repeat(saying.length) + whole.slice(saying.length)).replace(
    /\r(?!\n)/g,
    '\n',
  );
  const comma = said ?? partedBy(source);
  const endCell = (): void => {
    cells.push(cell.replace(/^'(?=[=+\-@\t\r])/, ''));
    cell = '';
  };
  const endLine = (): void => {
    endCell();
    if (cells.some((one) => one.trim() !== '')) lines.push({ line: begin, cells });
    cells = [];
    begin = line;
  };
  for (let at = 0; at < source.length; at++) {
    const sign = source[at];
    if (sign === '"' && cell === '') {
      const opened = line;
      for (at++; ; at++) {
        if (at >= source.length) throw new InvalidInput([{ path: `csv.${opened}`, code: 'csv-quote' }]);
        const inside = source[at];
        if (inside === '\n') line++;
        if (inside !== '"') cell += inside;
        else if (source[at + 1] === '"') cell += source[++at];
        else break;
      }
    } else if (sign === comma) endCell();
    else if (sign === '\n') {
      line++;
      endLine();
    } else if (sign !== '\r') cell += sign;
  }
  endLine();
  const [head, ...rest] = lines;
  const columns = (head?.cells ?? []).map((one) => one.trim().toLowerCase());
  const rows = rest.map((row) => {
    // Spreadsheets write empty cells beyond the last column.
    if (row.cells.slice(columns.length).some((one) => one.trim() !== ''))
      throw new InvalidInput([{ path: `csv.${row.line}`, code: 'csv-cells' }]);
    return {
      line: row.line,
      cells: new Map(row.cells.slice(0, columns.length).map((value, i) => [columns[i] ?? '', value.trim()])),
    };
  });
  return { columns, rows };
}
