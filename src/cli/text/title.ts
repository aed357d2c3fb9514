import type { Text } from '@suivi/texts';

import type { Speech } from '../speech.ts';

type Named = Pick<Text, 'kind' | 'number' | 'title'>;

/** Words of a title at most, in characters. */
const LONGEST = 60;

/** Words cut to what a line of a terminal bears. */
export const short = (words: string): string => (words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words);

/** What a text is called among several: its kind and number, its title. */
export const titleOf = ({ t, messageOf }: Speech, { kind, number, title }: Named): string =>
  short(
    number === null && title !== ''
      ? title
      : [messageOf(t, 'texts.kind', kind, 'texts.kind.document'), number, title].filter(Boolean).join(' '),
  );
