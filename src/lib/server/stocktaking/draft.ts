import { z } from 'zod';
import { Content } from './content.ts';

/*
 * A draft is kept as it was typed, half-filled rows included: what is wrong with it is said, and nothing is lost. So its
 * values are bounded in size and in form, and otherwise free.
 */
const Leaf = z.union([z.string().max(12_000), z.number(), z.boolean(), z.null()]);
const Row = z.record(z.string().max(40), Leaf).refine((row) => Object.keys(row).length <= 12);
const Value = z.union([Leaf, z.array(z.union([Leaf, Row])).max(260)]);

/** Most characters of a draft, as JSON. */
const MOST = 200_000;

const FIELDS = new Set(Object.keys(Content.shape));

/** Fields of a draft, any of them: those given replace what stood there. */
export const Draft = z
  .record(z.string().max(40), Value)
  .superRefine((draft, ctx) => {
    for (const field of Object.keys(draft))
      if (!FIELDS.has(field)) ctx.addIssue({ code: 'custom', path: [field], params: { code: 'unknown-field' } });
    if (JSON.stringify(draft).length > MOST)
      ctx.addIssue({ code: 'custom', path: [], params: { code: 'draft-too-long' } });
  })
  .describe('any of the fields of an initiative, as typed; those given replace what stood there');
export type Draft = z.output<typeof Draft>;

/** A draft as the public would read it: each field that holds to what is asked as it will be kept, the others as typed. */
export function asRead(draft: Draft): Draft {
  return Object.fromEntries(
    Object.entries(pruned(draft)).map(([field, value]) => {
      const read = FIELDS.has(field) ? Content.shape[field as keyof Content].safeParse(value) : undefined;
      return [field, read?.success ? (read.data as Draft[string]) : value];
    }),
  );
}

/** A draft without what was left empty: fields and cells of rows with nothing in them, and rows of such cells only. */
export function pruned(draft: Draft): Draft {
  const said = (value: unknown): boolean => value !== '' && value !== null;
  const row = (one: z.output<typeof Row>) => Object.fromEntries(Object.entries(one).filter(([, value]) => said(value)));
  return Object.fromEntries(
    Object.entries(draft).flatMap(([field, value]): [string, Draft[string]][] => {
      if (!Array.isArray(value)) return said(value) ? [[field, value]] : [];
      const rows = value.filter(said).map((one) => (typeof one === 'object' && one !== null ? row(one) : one));
      return [[field, rows.filter((one) => typeof one !== 'object' || Object.keys(one ?? {}).length > 0)]];
    }),
  );
}
