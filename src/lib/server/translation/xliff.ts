import type { ExchangeWarning, Unit } from '@suivi/texts';
import { fromXliff, plainOf, toXliff } from '@suivi/texts/exchange';
import { z } from 'zod';
import { fileName, withUpload } from '../files/index.ts';
import { command, execute } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { assertMay, holds } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { hashOf } from '../texts/index.ts';
import { write } from './commands.ts';
import * as did from './events.ts';
import { isFree, loadWork, OfWork, within } from './load.ts';
import { TRANSLATE } from './policy.ts';
import { problemsOf, type Problem } from './problems.ts';
import { readTool } from './tool-file.ts';
import { workOf, type Piece, type Work } from './work.ts';

const FIELD = '.text';

/** A piece as translators' tools know it. */
const unitOf = (piece: Piece): Unit => ({
  id: `${piece.key}${FIELD}`,
  place: piece.piece,
  source: piece.source,
  target: piece.words ?? piece.before,
  state: piece.words === null || piece.stale ? 'initial' : piece.state === 'done' ? 'reviewed' : 'translated',
  notes: [
    ...(piece.label === null ? [] : [{ category: 'label', text: piece.label }]),
    ...(piece.sourceBefore === null ? [] : [{ category: 'previous-source', text: piece.sourceBefore }]),
    ...(piece.returned === null ? [] : [{ category: 'returned', text: piece.returned }]),
  ],
});

export const xliff = query({
  name: 'translation.xliff',
  summary: 'What a version wants in a language as XLIFF 2.0, with the translations so far.',
  input: z.object(OfWork),
  policy: holds<never>(TRANSLATE),
  async run({ db, actor, now }, { version, lang }) {
    const [work] = await workOf(db, actor, [version], lang, now);
    if (!work) throw new NotFound(version);
    return {
      name: `${work.slug}-${work.label}-${work.sourceLang}-${lang}.xlf`,
      units: work.pieces.length,
      xliff: toXliff(work.pieces.map(unitOf), {
        source: work.sourceLang,
        target: lang,
        original: `${work.slug}/${work.label}`,
      }),
    };
  },
});

export const OUTCOMES = [
  'accepted',
  'unchanged',
  'untranslated',
  'partly',
  'source-changed',
  'held',
  'differs',
  'not-wanted',
  'unknown',
  'other-language',
] as const;
/** What became of a unit of a file. */
export interface UnitReport {
  unit: string;
  /** Address of the paragraph; null where none is known. */
  piece: string | null;
  outcome: (typeof OUTCOMES)[number];
  problems: Problem[];
  warnings: ExchangeWarning[];
}

/** Internal: the units are the engine's, read from a file by `takeXliff`. */
export const keepUnits = command({
  name: 'translation.units.keep',
  summary: 'Keeps the translations of a file, unit by unit, and says what became of each.',
  input: z.object({
    ...OfWork,
    name: z.string().max(255),
    units: z.custom<Unit[]>(Array.isArray),
    warnings: z.custom<ExchangeWarning[]>(Array.isArray),
    fits: z.boolean(),
    anyway: z.enum(['yes', 'no']).default('no'),
  }),
  load: loadWork,
  policy: holds(TRANSLATE, within),
  internal: true,
  events: [did.fileTaken],
  async handle(ctx, { name, units, warnings, fits, anyway, lang }, work) {
    const report: UnitReport[] = [];
    for (const unit of units) {
      const told = warnings.filter((one) => one.unit === unit.id);
      const piece = work.pieces.find((one) => `${one.key}${FIELD}` === unit.id) ?? null;
      const say = (outcome: UnitReport['outcome'], problems: Problem[] = []): void => {
        report.push({ unit: unit.id, piece: piece?.piece ?? null, outcome, problems, warnings: told });
      };
      if (!fits) say('other-language');
      else if (!piece) say(work.carried.has(unit.id.slice(0, -FIELD.length)) ? 'not-wanted' : 'unknown');
      else {
        const problems = unit.target ? problemsOf(work, piece, unit.target) : [];
        const outcome = judge(ctx, work, piece, unit, told);
        if (outcome === 'accepted' && problems.length > 0 && anyway !== 'yes') say('differs', problems);
        else {
          if (outcome === 'accepted' && unit.target)
            await write(ctx, work, piece, unit.target, unit.state === 'initial' ? 'in-progress' : 'to-review');
          say(outcome, problems);
        }
      }
    }
    const accepted = report.filter((one) => one.outcome === 'accepted').length;
    ctx.emit(did.fileTaken, { lang, name, accepted, left: report.length - accepted }, work.version);
    return { accepted, report, warnings: warnings.filter((one) => one.unit === null) };
  },
});

function judge(
  ctx: Parameters<typeof isFree>[0],
  work: Work,
  piece: Piece,
  unit: Unit,
  warnings: readonly ExchangeWarning[],
): UnitReport['outcome'] {
  if (unit.target === null) return 'untranslated';
  if (warnings.some((one) => one.code === 'partly-translated')) return 'partly';
  if (hashOf(plainOf(unit.source)) !== piece.sourceHash) return 'source-changed';
  const sent = piece.words ?? piece.before;
  // As it was sent out and not touched; but a translator may say that the old words still hold.
  if (
    sent &&
    JSON.stringify(sent) === JSON.stringify(unit.target) &&
    (unit.state === 'initial' || piece.words !== null)
  )
    return 'unchanged';
  return isFree(ctx, work, piece) ? 'accepted' : 'held';
}

/**
 * Takes in a file of translations (XLIFF) that a request carries, for a version and a language. Who may not is told before
 * a byte is read. Errors: those of `withUpload`, `readTool` and the command.
 */
export async function takeXliff(ctx: Context, request: Request) {
  assertMay(keepUnits.policy, ctx.actor);
  return withUpload(request, ({ bytes, name, fields }) => xliffFrom(ctx, bytes, name, fields));
}

/** The same from bytes; `fields` as of the command: version, lang, anyway. */
export async function xliffFrom(ctx: Context, bytes: Uint8Array, name: string, fields: Record<string, unknown>) {
  const given = z.object({ version: OfWork.version, lang: OfWork.lang }).safeParse(fields);
  const [work] = given.success
    ? await workOf(ctx.database.read, ctx.actor, [given.data.version], given.data.lang, ctx.now)
    : [];
  const sent = new Map(work?.pieces.map((one) => [`${one.key}${FIELD}`, one.source]));
  const read = readTool(() => fromXliff(bytes, { sent: (id) => sent.get(id) }));
  return execute(keepUnits, ctx, {
    ...fields,
    name: fileName(name, 'translation.xlf'),
    units: read.units,
    warnings: read.warnings,
    // A file for another language, by its own words; one that names none is taken for what was said.
    fits: read.target === null || read.target === fields['lang'],
  });
}
