import { writeFileSync } from 'node:fs';
import type { Outline } from '@suivi/texts';
import { compareOutlines, redline, redlinePage, restoreOutlines, signedBy, summarise } from '@suivi/texts/compare';
import { outlineToDocx } from '@suivi/texts/write/files';
import { SIX, speechIn, wrongCall } from '../speech.ts';
import { print } from '../terminal.ts';
import { onFile, textArgs } from './input.ts';
import { readTexts } from './read.ts';
import { titleOf } from './title.ts';
import { english, type Words } from './words.ts';

export const help = `Usage: suivi text compare OLD NEW [--out FILE] [--author NAME] [--restore before|after]
                               [--language L] [--exact] [--json]

What changed from one text to another. Prints a summary in words: what was renumbered, moved, added, deleted, which dates,
figures, references, verbs and obligations changed. Marked changes of either file are accepted first.

--out writes the redline: .docx (revision marks of --author), .html (a page), .json (each change with its places in both
texts), .txt (the summary).
--language is that of the summary (${SIX.join(', ')}); where left out that of --lang, else the text's own.
--restore takes NEW for a text whose revision marks were lost (struck and added words ran together) and OLD for the text
before the changes, or after them: the marks are restored.
--exact shows changes of spaces, apostrophes, quotation marks and dashes too.
--json prints what .json holds.

Exit code: 0 done (also where nothing changed), 1 a file could not be read, 2 wrongly called.
`;

const NEIGHBOURS = ['before', 'after'] as const;
const FORMS = ['docx', 'html', 'json', 'txt'] as const;

export async function run(args: string[], words: Words = english): Promise<number> {
  const { values, file, rest, options } = textArgs(args, {
    author: { type: 'string' },
    exact: { type: 'boolean' },
    restore: { type: 'string' },
  });
  const [second] = rest;
  if (file === undefined || second === undefined)
    throw wrongCall('cli.wants', { wanted: 'OLD NEW', help: 'suivi text compare --help' });
  if (file === '-' && second === '-') throw wrongCall('cli.one-input');
  const { out, author } = values;
  const restore = NEIGHBOURS.find((one) => one === values['restore']);
  if (values['restore'] !== undefined && restore === undefined)
    throw wrongCall('cli.takes', { option: 'restore', values: NEIGHBOURS.join(', ') });
  const form = typeof out === 'string' ? FORMS.find((one) => out.toLowerCase().endsWith(`.${one}`)) : undefined;
  if (out !== undefined && form === undefined)
    throw wrongCall('cli.ends-in', { values: FORMS.map((one) => `.${one}`).join(', ') });
  const read = (bytes: Uint8Array, name: string): Promise<Outline> =>
    readTexts(bytes, { name, ...(options.profile === undefined ? {} : { profile: options.profile }) });
  return onFile(
    file,
    help,
    (oldBytes, oldName) =>
      onFile(
        second,
        help,
        async (bytes, name) => {
          const [old, next] = [await read(oldBytes, oldName), await read(bytes, name)];
          const comparisons = restore
            ? restoreOutlines(next, old, restore)
            : compareOutlines(old, next, { typography: values['exact'] ? 'exact' : 'loose' });
          const by = signedBy(typeof author === 'string' ? author : 'Suivi', new Date());
          // A file of several texts says of which each line is.
          const inWords = options.language ?? (words.asked ? words.lang : undefined);
          const speech = comparisons.length > 1 ? await speechIn(words.lang) : null;
          const lines = comparisons.flatMap((one) => [
            ...(speech ? [titleOf(speech, one.next)] : []),
            ...summarise(one, inWords ?? one.next.language),
          ]);
          const summary = `${lines.join('\n')}\n`;
          const changes = `${JSON.stringify(
            comparisons.map((one) => ({ number: one.next.number, title: one.next.title, changes: one.changes })),
            null,
            2,
          )}\n`;
          const texts = comparisons.map((one) => redline(one, by));
          if (typeof out === 'string')
            switch (form) {
              case 'docx':
                writeFileSync(
                  out,
                  outlineToDocx({ texts, headers: [], trace: [] }, () => [], { by }),
                );
                break;
              case 'html':
                writeFileSync(out, redlinePage(texts, inWords));
                break;
              case 'json':
                writeFileSync(out, changes);
                break;
              case 'txt':
              case undefined:
                writeFileSync(out, summary);
            }
          await print(values['json'] ? changes : summary);
          return 0;
        },
        words,
      ),
    words,
  );
}
