import type { Language, Suggestion } from '@suivi/texts';
import { suggestObligations } from '@suivi/texts/obligations';
import { speechIn, type Speech } from '../speech.ts';
import { print } from '../terminal.ts';
import { onFile, textArgs } from './input.ts';
import { readTexts } from './read.ts';
import { english, type Words } from './words.ts';

export const help = `Usage: suivi text obligations FILE|- [--json] [--all] [--profile P] [--language L]

What a text asks of whom, with what force, for whom and by when, with the words that each reading rests on.
Suggestions: they count for nothing until a person confirms them. --all adds paragraphs that only inform.
`;

const line = ({ t, listOf, messageOf }: Speech, lang: Language, one: Suggestion): string =>
  [
    one.label ?? '·',
    `${listOf(one.addressees, lang) || '?'} — ${messageOf(t, 'register.force', one.force, 'register.force.other')}: ${one.action}`,
    [
      messageOf(t, 'register.deliverable', one.deliverable, 'register.deliverable.other'),
      one.recipients.length > 0 ? t('register.to', { who: listOf(one.recipients, lang) }) : '',
      one.via.length > 0 ? t('cli.via', { who: listOf(one.via, lang) }) : '',
      one.timing.kind === 'none'
        ? ''
        : `${messageOf(t, 'register.timing', one.timing.kind, 'register.timing.none')} ${one.timing.date ?? ''}`.trim(),
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
      const found = suggestObligations(await readTexts(bytes, { name, ...options })).filter(
        (one) => values['all'] || !one.informs,
      );
      if (values['json']) await print(`${JSON.stringify(found, null, 2)}\n`);
      else {
        const speech = await speechIn(words.lang);
        await print(`${found.map((one) => line(speech, words.lang, one)).join('\n')}\n`);
      }
      return 0;
    },
    words,
  );
}
