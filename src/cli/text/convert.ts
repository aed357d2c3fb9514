import { writeFileSync } from 'node:fs';
import { outline, toHtml, toMarkdown, toPlainText } from '@suivi/texts';
import { fail, print } from '../terminal.ts';
import { onFile, viewArgs } from './input.ts';

export const help = `Usage: suivi text convert FILE|- --to md|html|txt|json [--view before|after|marked] [--out FILE]

The text as Markdown, HTML, plain text or JSON. --view reads a file with revision marks as it was before them, as it is
after them, or with them (the usual).
`;

export async function run(args: string[]): Promise<number> {
  const { values, file, options } = viewArgs(args, { to: { type: 'string' } });
  const to = values['to'];
  return onFile(file, help, async (bytes, name) => {
    const read = outline(bytes, { name, ...options });
    const writers: Record<string, () => string> = {
      md: () => read.texts.map(toMarkdown).join('\n\n'),
      html: () => read.texts.map(toHtml).join('\n'),
      txt: () => read.texts.map(toPlainText).join('\n\n'),
      json: () => `${JSON.stringify(read, null, 2)}\n`,
    };
    const write = typeof to === 'string' ? writers[to] : undefined;
    if (!write) return fail('--to takes md, html, txt or json', 2);
    if (typeof values['out'] === 'string') writeFileSync(values['out'], write());
    else await print(write());
    return 0;
  });
}
