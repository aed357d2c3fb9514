import { rejectChanges } from '@suivi/texts/revise';
import { settle } from './settle.ts';
import type { Words } from './words.ts';

export const help = `Usage: suivi text reject FILE|- --out FILE [--author NAME] [--json]

Rejects the revision marks of a Word file, in the file itself: what was inserted goes, what was struck stands again, and
formatting and numbering are as before. Everything else in the file keeps its bytes. --author settles only that
person's marks.
`;

export const run = (args: string[], words?: Words): Promise<number> => settle(args, help, rejectChanges, words);
