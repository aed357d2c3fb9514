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
  before?: number | undefined;
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

/** By what a line is known: its id and the name of the organisation that it gives; null for one without an id. */
const keyOfLine = (id: string | undefined, organisation: string | undefined): string | null =>
  id === undefined ? null : `${organisation ?? ''} ${id}`;

const Name = Organisation.shape.name;

// What `plainText` leaves as it is: most ids and many names need no more.
const PLAIN = /^[!-~](?:[ -~]{0,198}[!-~])?$/;

/** Reads the names of organisations as `About` does, each spelling once: few organisations bring many lines. */
export function namesOnce(): (fields: Line['fields']) => string | undefined {
  const names = new Map<unknown, string | undefined>();
  return ({ organisation }) => {
    const written =
      typeof organisation === 'object' && organisation !== null && 'name' in organisation
        ? organisation.name
        : undefined;
    if (typeof written === 'string' && PLAIN.test(written)) return written;
    if (written !== undefined && !names.has(written)) names.set(written, Name.safeParse(written).data);
    return names.get(written);
  };
}

const idIn = ({ id }: Line['fields']): string | undefined =>
  typeof id === 'string' && PLAIN.test(id) ? id : About.shape.id.safeParse(id).data;

/** The same lines, those that bear an id which stood before for the same organisation with the line where it did first. */
export function withRepeats(lines: readonly Line[]): Line[] {
  const seen = new Map<string, number>();
  const nameIn = namesOnce();
  return lines.map((one) => {
    const key = keyOfLine(idIn(one.fields), nameIn(one.fields));
    if (key === null || one.before !== undefined) return one;
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
