import type { Timing } from '@suivi/texts';
import { DELIVERABLES } from '@suivi/texts/model';
import { z } from 'zod';
import { type Handling } from '../platform/command.ts';
import { InvalidInput } from '../platform/errors.ts';
import { FuzzyDate, Lang, plainText } from '../platform/input.ts';
import { setAction, setParties, tag } from './write.ts';
import type { Obligation } from './review.ts';

/** What a person may change of an obligation. */
export const Fields = z.object({
  action: plainText(2000).optional(),
  lang: Lang.optional(),
  force: z.enum(['decides', 'instructs', 'requests', 'invites', 'encourages', 'recommends', 'urges']).optional(),
  deliverable: z.enum(DELIVERABLES).optional(),
  addressees: plainText(2000).optional().describe('one a line'),
  recipients: z.string().max(2000).optional().describe('one a line'),
  via: z.string().max(2000).optional().describe('one a line'),
  frameworks: z.string().max(1000).optional().describe('codes, one a line'),
  timing: z.enum(['once', 'annual', 'periodic', 'session', 'continuous', 'event', 'none']).optional(),
  date: FuzzyDate.optional(),
  sessionBody: z.string().max(60).optional(),
  sessionName: z.string().max(60).optional(),
  informs: z.stringbool().optional(),
});
export type Fields = z.output<typeof Fields>;

const lines = (text: string): string[] =>
  text
    .split(/\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** Applies what a person changed; returns the names of the fields that did. */
export async function applyFields(ctx: Handling, one: Obligation, fields: Fields): Promise<string[]> {
  const changed: string[] = [];
  if (fields.action !== undefined) {
    const lang = fields.lang ?? ctx.lang;
    const before = await ctx.db
      .selectFrom('wording')
      .select('value')
      .where('record', '=', one.id)
      .where('field', '=', 'action')
      .where('lang', '=', lang)
      .executeTakeFirst();
    if (before?.value !== fields.action) {
      await setAction(ctx, one.id, lang, fields.action, before ? 'official' : 'unofficial');
      changed.push('action');
    }
  }
  const set: { force?: string; deliverable?: string; informs?: boolean; rule?: string } = {};
  if (fields.force && fields.force !== one.force) set.force = fields.force;
  if (fields.deliverable && fields.deliverable !== one.deliverable) set.deliverable = fields.deliverable;
  if (fields.informs !== undefined && fields.informs !== one.informs) set.informs = fields.informs;
  const rule = ruleOf(one.rule as unknown as Timing, fields);
  if (rule) set.rule = JSON.stringify(rule);
  if (Object.keys(set).length > 0) {
    await ctx.db.updateTable('obligation').set(set).where('id', '=', one.id).execute();
    changed.push(...Object.keys(set).map((key) => (key === 'rule' ? 'timing' : key)));
  }
  for (const [role, value] of [
    ['addressee', fields.addressees],
    ['recipient', fields.recipients],
    ['via', fields.via],
  ] as const) {
    if (value === undefined) continue;
    const before = await ctx.db
      .selectFrom('obligation_party')
      .select('words')
      .where('obligation', '=', one.id)
      .where('role', '=', role)
      .where('until', 'is', null)
      .orderBy('ord')
      .execute();
    if (before.map((each) => each.words).join('\n') === lines(value).join('\n')) continue;
    await setParties(ctx, one.id, role, lines(value));
    changed.push(role);
  }
  if (fields.frameworks !== undefined) {
    const wanted = lines(fields.frameworks);
    const before = await ctx.db
      .selectFrom('tag')
      .select('concept')
      .where('record', '=', one.id)
      .where('state', '<>', 'rejected')
      .execute();
    const gone = before.map((each) => each.concept).filter((code) => !wanted.includes(code));
    if (gone.length > 0)
      await ctx.db.deleteFrom('tag').where('record', '=', one.id).where('concept', 'in', gone).execute();
    for (const code of wanted) await tag(ctx, one.id, code, 'confirmed');
    if (gone.length > 0 || wanted.length !== before.length) changed.push('framework');
  }
  return changed;
}

function ruleOf(before: Timing, fields: Fields): Timing | null {
  if (fields.timing === undefined && fields.date === undefined && fields.sessionName === undefined) return null;
  const kind = fields.timing ?? before.kind;
  const next: Timing = { ...before, kind, words: before.words };
  delete next.also;
  if (kind === 'once') {
    const date = fields.date ?? before.date;
    if (!date) throw new InvalidInput([{ path: 'date', code: 'required' }]);
    next.date = date;
  }
  if (kind === 'session') {
    const body = fields.sessionBody ?? before.session?.body;
    const name = fields.sessionName ?? before.session?.name;
    if (!body || !name) throw new InvalidInput([{ path: 'sessionName', code: 'required' }]);
    next.session = { body, name };
    if (before.also && name === before.session?.name) next.also = before.also;
  }
  return JSON.stringify(next) === JSON.stringify(before) ? null : next;
}
