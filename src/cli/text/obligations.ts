import { outline, suggestObligations, type Suggestion } from '@suivi/texts';
import { print } from '../terminal.ts';
import { onFile, textArgs } from './input.ts';
import { english, type Words } from './words.ts';

export const help = `Usage: suivi text obligations FILE|- [--json] [--all] [--profile P] [--language L]

What a text asks of whom, with what force, for whom and by when, with the words that each reading rests on.
Suggestions: they count for nothing until a person confirms them. --all adds paragraphs that only inform.
`;

const line = (one: Suggestion): string =>
  [
    one.label ?? '·',
    `${one.addressees.join(', ') || '?'} — ${one.force}: ${one.action}`,
    [
      one.deliverable,
      one.recipients.length > 0 ? `to ${one.recipients.join(', ')}` : '',
      one.via.length > 0 ? `through ${one.via.join(', ')}` : '',
      one.timing.kind === 'none' ? '' : `${one.timing.kind} ${one.timing.date ?? ''}`.trim(),
      one.frameworks.join(' '),
    ]
      .filter(Boolean)
      .join(' · '),
  ].join('\n    ');

export async function run(args: string[], words: Words = english): Promise<number> {
  const { values, file, options } = textArgs(args, { all: { type: 'boolean' } });
  return onFile(
    file,
    help,
    async (bytes, name) => {
      const found = suggestObligations(outline(bytes, { name, ...options })).filter(
        (one) => values['all'] || !one.informs,
      );
      await print(values['json'] ? `${JSON.stringify(found, null, 2)}\n` : `${found.map(line).join('\n')}\n`);
      return 0;
    },
    words,
  );
}
