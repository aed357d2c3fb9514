import { writeFileSync } from 'node:fs';
import type { Revised, ReviseOptions } from '@suivi/texts';
import { wordsOf, wrongCall } from '../speech.ts';
import { print } from '../terminal.ts';
import { onFile, textArgs } from './input.ts';
import { english, type Words } from './words.ts';

/** What `accept` and `reject` share: the file is edited itself and written to --out. */
export async function settle(
  args: string[],
  help: string,
  edit: (bytes: Uint8Array, options: ReviseOptions) => Revised,
  words: Words = english,
): Promise<number> {
  const { values, file } = textArgs(args, { author: { type: 'string' } });
  const { out, author } = values;
  if (typeof out !== 'string') throw wrongCall('cli.out');
  return onFile(
    file,
    help,
    async (bytes) => {
      const edited = edit(bytes, typeof author === 'string' ? { only: (by) => by.author === author } : {});
      writeFileSync(out, edited.bytes);
      if (values['json']) await print(`${JSON.stringify({ marks: edited.marks })}\n`);
      else await print(`${(await wordsOf(words.lang))('cli.settled', { n: edited.marks, file: out })}\n`);
      return 0;
    },
    words,
  );
}
