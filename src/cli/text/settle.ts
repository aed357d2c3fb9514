import { writeFileSync } from 'node:fs';
import type { Revised, ReviseOptions } from '@suivi/texts';
import { fail, print } from '../terminal.ts';
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
  if (typeof out !== 'string') return fail('name the edited file with --out FILE', 2);
  return onFile(
    file,
    help,
    async (bytes) => {
      const edited = edit(bytes, typeof author === 'string' ? { author } : {});
      writeFileSync(out, edited.bytes);
      await print(
        values['json'] ? `${JSON.stringify({ marks: edited.marks })}\n` : `${edited.marks} marks settled: ${out}\n`,
      );
      return 0;
    },
    words,
  );
}
