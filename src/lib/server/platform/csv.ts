// A cell that a spreadsheet would run as a formula is put out of its reach; quotes as RFC 4180 has them.
const cell = (value: unknown): string => {
  const text = String(value ?? '').replace(/^[=+\-@\t\r]/, "'$&");
  return /[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A line of CSV (RFC 4180), safe to open in a spreadsheet; parted by semicolons where its reader's spreadsheet wants them. */
export const csvLine = (cells: readonly unknown[], by: ',' | ';' = ','): string => `${cells.map(cell).join(by)}\r\n`;

/** First line of a CSV file, after a mark by which spreadsheets know UTF-8. */
export const csvHead = (names: readonly string[], by: ',' | ';' = ','): string => `\uFEFF${csvLine(names, by)}`;

/** Rows printed one by one as they are asked for: a download of any length holds one page in memory. */
export function printed<T>(
  head: string,
  rows: AsyncGenerator<T>,
  print: (row: T) => string,
  tail = '',
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let started = false;
  return new ReadableStream({
    async pull(controller) {
      if (!started) {
        started = true;
        controller.enqueue(encoder.encode(head));
        return;
      }
      const next = await rows.next();
      if (next.done) {
        if (tail) controller.enqueue(encoder.encode(tail));
        controller.close();
      } else controller.enqueue(encoder.encode(print(next.value)));
    },
    async cancel() {
      await rows.return(undefined);
    },
  });
}

/** Headers of a CSV file to be saved. */
export const csvHeaders = (name: string): Record<string, string> => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${name}.csv"`,
  'x-content-type-options': 'nosniff',
});
