import { writeFileSync } from 'node:fs';
import { writeAkn } from '@suivi/texts/akn';
import { toHtml, toMarkdown, toPlainText } from '@suivi/texts/write';
import { outlineToDocx } from '@suivi/texts/write/files';
import { wrongCall } from '../speech.ts';
import { print } from '../terminal.ts';
import { onFile, viewArgs } from './input.ts';
import { readTexts } from './read.ts';
import { english, type Words } from './words.ts';

export const help = `Usage: suivi text convert FILE|- [--to akn|html|md|txt|json|docx] [--view before|after|marked] [--out FILE]

The text as Akoma Ntoso 3.0, HTML, Markdown, plain text, JSON or a Word file. Without --to, the ending of --out says which
(.xml and .akn are Akoma Ntoso). --view reads a file with revision marks as it was before them, as it is after them, or with
them (the usual). HTML and Markdown show the marks only where --view marked is said. What was odd in FILE, with its place, is told on standard error.
`;

const FORMS = ['akn', 'html', 'md', 'txt', 'json', 'docx'] as const;
const ENDINGS: Record<string, string> = { xml: 'akn', markdown: 'md', htm: 'html' };

export async function run(args: string[], words: Words = english): Promise<number> {
  const { values, file, options } = viewArgs(args, { to: { type: 'string' } });
  const out = typeof values['out'] === 'string' ? values['out'] : undefined;
  const ending = /\.(\w+)$/.exec(out ?? '')?.[1]?.toLowerCase() ?? '';
  const to = FORMS.find((one) => one === (values['to'] ?? ENDINGS[ending] ?? ending));
  if (to === undefined) throw wrongCall('cli.takes', { option: 'to', values: FORMS.join(', ') });
  if (to === 'docx' && out === undefined) throw wrongCall('cli.out');
  return onFile(
    file,
    help,
    async (bytes, name) => {
      const read = await readTexts(bytes, { name, ...options });
      const changes = { changes: options.view === 'marked' ? 'marked' : 'accepted' } as const;
      const writers: Record<(typeof FORMS)[number], () => string | Uint8Array> = {
        akn: () => writeAkn(read.texts, { headers: read.headers }),
        docx: () => outlineToDocx(read, () => []),
        md: () => read.texts.map((one) => toMarkdown(one, changes)).join('\n\n'),
        html: () => read.texts.map((one) => toHtml(one, changes)).join('\n'),
        txt: () => read.texts.map(toPlainText).join('\n\n'),
        json: () => `${JSON.stringify(read, null, 2)}\n`,
      };
      const written = writers[to]();
      for (const warning of read.texts.flatMap((one) => one.warnings))
        process.stderr.write(`suivi: ${file ?? '-'}: ${words.remark(warning)}\n`);
      if (out !== undefined) writeFileSync(out, written);
      else if (typeof written === 'string') await print(written);
      return 0;
    },
    words,
  );
}
