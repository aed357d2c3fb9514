import { z } from 'zod';
import type { Issue } from '../../platform/errors.ts';
import { Lang, plainText } from '../../platform/input.ts';
import { Stakeholder } from '../content.ts';

/** One entry of a file before it is checked: where it stands, and its fields as the file gives them. */
export interface Line {
  /** Line of the file at which it begins, from 1; of a JSON file, its place in the list. */
  line: number;
  fields: Record<string, unknown>;
}

/** Who says it, where the file names more than one organisation. */
const Organisation = Stakeholder.extend({ name: plainText(300), kind: Stakeholder.shape.kind.default('other') });

/** What a line holds besides the content. */
export const About = z.object({
  id: plainText(200)
    .optional()
    .describe('what it is called where it comes from: a second import changes the same entry'),
  lang: Lang,
  organisation: Organisation.optional().describe('left out, the one that the import is made for'),
});
export type About = z.output<typeof About>;

/** What became of a line. */
export interface LineReport {
  line: number;
  title: string;
  outcome: 'added' | 'changed' | 'same' | 'refused';
  /** Number of the initiative, once there is one. */
  number: number | null;
  issues: Issue[];
}
