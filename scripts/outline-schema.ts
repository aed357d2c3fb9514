// `node scripts/outline-schema.ts`: writes packages/texts/schema/outline.schema.json, the form of what `suivi text outline
// --json` prints. A test holds that the file is current and that every outline of the real documents has this form.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const Language = z.enum(['ar', 'en', 'es', 'fr', 'ru', 'zh']);
const State = z.enum(['kept', 'inserted', 'deleted']);
const Line = z.int().min(0).describe('line of a text file, or ordinal of the paragraph in a Word or XML file, from 1');
const Mark = z.strictObject({
  state: z.enum(['inserted', 'deleted']),
  author: z.string().optional(),
  date: z.string().optional().describe('ISO 8601'),
  move: z.string().optional().describe('the same id links the place left and the place reached'),
});
const flag = z.literal(true).optional();
const formatting = {
  bold: flag,
  italic: flag,
  underline: flag,
  strike: flag,
  sup: flag,
  sub: flag,
  lang: z.string().optional(),
  rtl: flag,
};
const authored = { author: z.string().optional(), date: z.string().optional().describe('ISO 8601') };
const Run = z.strictObject({
  text: z.string(),
  ...formatting,
  link: z.string().optional(),
  note: z.string().optional().describe('id of the footnote that this run refers to'),
  field: z.string().optional().describe('instruction of the field that printed these words'),
  image: z
    .strictObject({
      kind: z.enum(['image', 'chart', 'diagram', 'object']),
      alt: z.string().optional(),
      part: z.string().optional(),
      width: z.number().optional().describe('points'),
      height: z.number().optional().describe('points'),
    })
    .optional(),
  mark: Mark.optional(),
  passed: z
    .strictObject({ text: z.string(), inserted: z.strictObject(authored), deleted: z.strictObject(authored) })
    .optional()
    .describe('words that one change inserted and a later one struck'),
  was: z
    .strictObject({ ...authored, format: z.strictObject(formatting) })
    .optional()
    .describe('formatting before a change of it'),
});
const Item = z
  .strictObject({
    eId: z.string().describe('address within the edition, Akoma Ntoso form'),
    wId: z.string().optional(),
    label: z.string().nullable().describe('printed label without its punctuation'),
    oldLabel: z.string().optional(),
    was: z
      .strictObject({ eId: z.string().optional(), depth: z.int().min(0).optional() })
      .optional()
      .describe('address, and how many paragraphs it stood under, before the change, in a redline'),
    depth: z
      .int()
      .min(0)
      .optional()
      .describe('how many paragraphs it stands under after the change, in a redline, where the tree shows others'),
    end: Mark.optional().describe('mark on the end of a paragraph that stays: without it, the next one goes on in it'),
    text: z.string(),
    runs: z.array(Run),
    state: State,
    lines: z.array(Line),
    get items() {
      return z.array(Item);
    },
  })
  .meta({ id: 'item' });
const Part = z.enum(['front', 'preamble', 'operative', 'article', 'annex', 'section', 'table']);
const Row = z
  .strictObject({
    header: flag,
    mark: Mark.optional(),
    cells: z.array(
      z.strictObject({
        items: z.array(Item),
        colspan: z.int().optional(),
        rowspan: z.int().optional(),
        mark: Mark.optional().describe('set where the cell itself came or went in a row that stays'),
        was: z
          .strictObject({
            ...authored,
            colspan: z.int().nullable().optional(),
            rowspan: z.int().nullable().optional(),
          })
          .optional()
          .describe('how many columns and rows it covered before a change; null where it did not say'),
      }),
    ),
  })
  .meta({ id: 'row' });
const Group = z
  .strictObject({
    eId: z.string(),
    wId: z.string().optional(),
    part: Part,
    heading: z.string(),
    headingRuns: z.array(Run).optional(),
    label: z.string().nullable().optional(),
    oldLabel: z.string().optional(),
    was: z
      .strictObject({
        eId: z.string().optional(),
        part: Part.optional(),
        verb: z.string().nullable().optional(),
        addressees: z.array(z.string()).optional(),
        depth: z.int().min(0).optional(),
      })
      .optional()
      .describe('what the group was, and how many groups it stood under, before the change, in a redline'),
    depth: z
      .int()
      .min(0)
      .optional()
      .describe('how many groups it stands under after the change, in a redline, where the tree shows others'),
    verb: z.string().nullable(),
    addressees: z.array(z.string()),
    state: State,
    lines: z.array(Line),
    items: z.array(Item),
    get groups() {
      return z.array(Group);
    },
    table: z.array(Row).optional(),
    passedRows: z
      .array(z.strictObject({ at: z.int().min(0), row: Row, inserted: z.strictObject(authored) }))
      .optional()
      .describe('rows that one author brought and another struck: they stand in neither reading'),
  })
  .meta({ id: 'group' });
const about = {
  kind: z.enum([
    'resolution',
    'decision',
    'recommendation',
    'opinion',
    'declaration',
    'statement',
    'report',
    'terms-of-reference',
    'document',
  ]),
  number: z.string().nullable(),
  title: z.string(),
  status: z.string().nullable(),
  body: z.string().nullable(),
  language: Language,
  profile: z.string(),
};
const Text = z.strictObject({
  ...about,
  was: z.strictObject(about).partial().optional().describe('what the text was before the change, in a redline'),
  groups: z.array(Group),
  footnotes: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.literal('endnote').optional(),
      label: z.string(),
      text: z.string(),
      runs: z.array(Run),
      at: z.string().nullable().describe('eId of the paragraph that bears the reference'),
      lines: z.array(Line),
      was: z.strictObject({ id: z.string(), label: z.string() }).nullable().optional(),
    }),
  ),
  references: z.array(
    z.strictObject({
      text: z.string(),
      body: z.string().nullable(),
      kind: z.string(),
      number: z.string(),
      revision: z.string().nullable(),
      year: z.int().nullable(),
      eId: z.string(),
      from: z.int().min(0),
      to: z.int().min(0),
    }),
  ),
  repairs: z.array(
    z.strictObject({
      eId: z.string(),
      kind: z.enum(['label-merged', 'label-struck', 'two-labels', 'words-merged', 'heading-merged', 'punctuation']),
      oldLabel: z.string().nullable(),
      newLabel: z.string().nullable(),
      deleted: z.string().nullable(),
      inserted: z.string().nullable(),
      confidence: z.number().min(0).max(1),
      question: z.string().optional(),
      line: Line,
    }),
  ),
  warnings: z.array(z.strictObject({ line: Line, code: z.string(), message: z.string() })),
});
/** The form of an outline. */
export const Outline = z.strictObject({
  texts: z.array(Text),
  headers: z.array(z.strictObject({ line: Line, text: z.string() })),
  trace: z.array(
    z.strictObject({
      line: Line,
      place: z.string(),
      printed: z.string(),
      edits: z.array(z.strictObject({ at: z.int().min(0), was: z.string(), is: z.string() })),
    }),
  ),
});

/** The same as JSON Schema 2020-12. */
export const schema = (): string =>
  `${JSON.stringify({ title: 'Outline of a document', ...z.toJSONSchema(Outline) }, null, 2)}\n`;

const file = fileURLToPath(new URL('../packages/texts/schema/outline.schema.json', import.meta.url));
if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, schema());
