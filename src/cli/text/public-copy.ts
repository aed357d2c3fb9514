import { writeFileSync } from 'node:fs';
import { publicCopy } from '@suivi/texts/scrub';
import { wrongCall } from '../speech.ts';
import { print } from '../terminal.ts';
import { onFile, textArgs } from './input.ts';
import { english, type Words } from './words.ts';

export const help = `Usage: suivi text public-copy FILE --out FILE [--json]

A copy of a Word file without the names of authors, comments and earlier marks (revisions are accepted).
`;

export async function run(args: string[], words: Words = english): Promise<number> {
  const { values, file } = textArgs(args);
  const out = values['out'];
  if (typeof out !== 'string') throw wrongCall('cli.out');
  return onFile(
    file,
    help,
    async (bytes) => {
      const copy = publicCopy(bytes);
      writeFileSync(out, copy.bytes);
      if (values['json']) await print(`${JSON.stringify(copy.removed)}\n`);
      return 0;
    },
    words,
  );
}
