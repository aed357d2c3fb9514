import { writeFileSync } from 'node:fs';
import { check, outline, outlineToDocx, RULES, type Finding, type RuleCode } from '@suivi/texts';
import { fail, print } from '../terminal.ts';
import { onFile, textArgs } from './input.ts';
import { english, type Words } from './words.ts';

export const help = `Usage: suivi text check FILE|- [--json] [--longest WORDS] [--out FILE.docx] [--profile P] [--language L]

What a drafter should look at: operative paragraphs without addressee, date or recipient where one would be expected,
the same demand twice, an instrument cited in two revisions, numbers that do not follow, no clause of review, length.
Rules whose source was not confirmed are marked with (?). On a running installation the page "Check a draft" compares
with the instruments and demands on record as well.

--out writes the text as a Word file with each remark as a comment at its place.

Exit code: 0 nothing to mend, 1 something to mend (or the file could not be read), 2 wrongly called.
`;

const WORDS: Record<RuleCode, (values: Finding['values']) => string> = {
  'no-addressee': () => 'no addressee is named',
  'no-date': () => 'a date or a rhythm would be expected',
  'no-recipient': () => 'it is not said to whom the report goes',
  repeated: ({ other }) => `asked already in paragraph ${other}`,
  'repeated-on-record': ({ where }) => `asked already: ${where}`,
  'older-revision': ({ number, current }) => `an older revision of ${number} is cited; in force is ${current}`,
  'unknown-instrument': ({ number }) => `instrument ${number} is not on record`,
  'two-revisions': ({ number, other }) => `instrument ${number} is cited in two revisions (also ${other})`,
  numbering: () => 'the numbers do not follow',
  'no-review': () => 'no paragraph provides for review or report',
  'too-long': ({ words, longest }) => `${words} words; the limit is ${longest}`,
};

export async function run(args: string[], words: Words = english): Promise<number> {
  const { values, file, options } = textArgs(args, { longest: { type: 'string' } });
  const longest = values['longest'] === undefined ? undefined : Number(values['longest']);
  if (longest !== undefined && !(longest > 0)) return fail('--longest takes a number of words', 2);
  return onFile(
    file,
    help,
    async (bytes, name) => {
      const read = outline(bytes, { name, ...options });
      const findings = check(read, longest === undefined ? {} : { longest });
      if (typeof values['out'] === 'string')
        writeFileSync(
          values['out'],
          outlineToDocx(read, (at) =>
            findings
              .filter((one) => one.text === at)
              .map((one) => ({ eId: one.eId, author: 'Suivi', words: said(one, words) })),
          ),
        );
      if (values['json']) await print(`${JSON.stringify(findings, null, 2)}\n`);
      else
        await print(findings.length === 0 ? 'Nothing to remark.\n' : findings.map((one) => line(one, words)).join(''));
      return findings.some((one) => one.level === 'error') ? 1 : 0;
    },
    words,
  );
}

const unsure = (one: Finding): string => (RULES.find((rule) => rule.code === one.rule)?.confirmed ? '' : ' (?)');

const said = (one: Finding, words: Words): string => (words.finding(one) ?? WORDS[one.rule](one.values)) + unsure(one);

function line(one: Finding, words: Words): string {
  const quoted = one.words === '' ? '' : `\n    ${one.words.length > 100 ? `${one.words.slice(0, 100)}…` : one.words}`;
  return `${String(one.line).padStart(5)}  ${one.label ?? '·'}  ${said(one, words)}${quoted}\n`;
}
