import { z } from 'zod';
import type { Issue } from '../../platform/errors.ts';
import { Lang, plainText } from '../../platform/input.ts';
import { Stakeholder } from '../content.ts';

/** One entry of a file before it is checked: where it stands, and its fields as the file gives them. */
export interface Line {
  /** Line of the file at which it begins, from 1; of a JSON file, its place in the list. */
  line: number;
  fields: Record<string, unknown>;
  /** Line of the file at which its id stood before, where it did. */
  before?: number;
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

/** The same lines, those that bear an id which stood before for the same organisation with the line where it did first. */
export function withRepeats<T extends Line>(lines: readonly T[]): T[] {
  const seen = new Map<string, number>();
  return lines.map((one) => {
    const id = About.shape.id.safeParse(one.fields['id']).data;
    if (id === undefined || one.before !== undefined) return one;
    const organisation = About.shape.organisation.safeParse(one.fields['organisation']).data;
    const key = `${organisation?.name ?? ''} ${id}`;
    const before = seen.get(key);
    if (before !== undefined) return { ...one, before };
    seen.set(key, one.line);
    return one;
  });
}

/** What became of a line. */
export interface LineReport {
  line: number;
  title: string;
  outcome: 'added' | 'changed' | 'same' | 'refused';
  /** Number of the initiative, once there is one. */
  number: number | null;
  issues: Issue[];
}
