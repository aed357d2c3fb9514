import { acceptChanges } from '@suivi/texts/revise';
import { settle } from './settle.ts';
import type { Words } from './words.ts';

export const help = `Usage: suivi text accept FILE|- --out FILE [--author NAME] [--json]

Accepts the revision marks of a Word file, in the file itself: struck words, rows and paragraph ends go, inserted ones
stay, changes of format hold. Everything else in the file keeps its bytes. --author settles only that person's marks.
`;

export const run = (args: string[], words?: Words): Promise<number> => settle(args, help, acceptChanges, words);
