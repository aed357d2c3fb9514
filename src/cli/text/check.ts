import { writeFileSync } from 'node:fs';
import type { Finding } from '@suivi/texts';
import { check, RULES } from '@suivi/texts/check';
import { outlineToDocx } from '@suivi/texts/write/files';
import { speechIn, wrongCall, type Speech } from '../speech.ts';
import { print } from '../terminal.ts';
import { onFile, textArgs } from './input.ts';
import { readTexts } from './read.ts';
import { english, type Words } from './words.ts';

export const help = `Usage: suivi text check FILE|- [--json] [--longest WORDS] [--out FILE.docx] [--profile P] [--language L]

What a drafter should look at: operative paragraphs without addressee, date or recipient where one would be expected,
the same demand twice, an instrument cited in two revisions, numbers that do not follow, no clause of review, length.
Rules whose source was not confirmed are marked with (?). On a running installation the page "Check a draft" compares
with the instruments and demands on record as well.

--out writes the text as a Word file with each remark as a comment at its place.

Exit code: 0 nothing to mend, 1 something to mend (or the file could not be read), 2 wrongly called.
`;

export async function run(args: string[], words: Words = english): Promise<number> {
  const { values, file, options } = textArgs(args, { longest: { type: 'string' } });
  const longest = values['longest'] === undefined ? undefined : Number(values['longest']);
  if (longest !== undefined && !(longest > 0))
    throw wrongCall('cli.number', { option: 'longest', value: String(values['longest']) });
  return onFile(
    file,
    help,
    async (bytes, name) => {
      const read = await readTexts(bytes, { name, ...options });
      const findings = check(read, longest === undefined ? {} : { longest });
      if (typeof values['out'] === 'string') {
        const said = saidOf(await speechIn(words.lang));
        writeFileSync(
          values['out'],
          outlineToDocx(read, (at) =>
            findings
              .filter((one) => one.text === at)
              .map((one) => ({ eId: one.eId, author: 'Suivi', words: said(one) })),
          ),
        );
      }
      if (values['json']) await print(`${JSON.stringify(findings, null, 2)}\n`);
      else {
        const speech = await speechIn(words.lang);
        const said = saidOf(speech);
        await print(
          findings.length === 0 ? `${speech.t('cli.nothing')}\n` : findings.map((one) => line(one, said(one))).join(''),
        );
      }
      return findings.some((one) => one.level === 'error') ? 1 : 0;
    },
    words,
  );
}

const unsure = (one: Finding): string => (RULES.find((rule) => rule.code === one.rule)?.confirmed ? '' : ' (?)');

/** What a rule remarks. */
const saidOf =
  ({ t, messageOf }: Speech) =>
  (one: Finding): string =>
    messageOf(t, 'check.rule', one.rule, 'check.whole', one.values) + unsure(one);

function line(one: Finding, said: string): string {
  const quoted = one.words === '' ? '' : `\n    ${one.words.length > 100 ? `${one.words.slice(0, 100)}…` : one.words}`;
  return `${String(one.line).padStart(5)}  ${one.label ?? '·'}  ${said}${quoted}\n`;
}
