import type { Authored } from '@suivi/texts';
import { execute } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { assertRoomToWrite } from '../platform/disk.ts';
import { assertMay } from '../platform/policy.ts';
import { fileName, putFile, sha256Of } from '../files/index.ts';
import { createIntake } from './commands.ts';
import { inEngine, ownBytes, type Answers } from './engine.ts';

const ENGINE = '0.1.0';

/** Reads a file, as `inEngine` does: the array given is empty afterwards. Errors: Unreadable. */
export function parse(bytes: Uint8Array, name: string): Promise<Answers['read']> {
  const own = ownBytes(bytes);
  return inEngine('read', { bytes: own, name }, [own]);
}

/**
 * Reads a Word file of amendments as `parse` does, with its comments. Marks that the text bears which they are to (`standing`)
 * are accepted in it: only what is proposed is left marked. Errors: Unreadable.
 */
export function parseAmended(bytes: Uint8Array, name: string, standing: Authored[]): Promise<Answers['amended']> {
  const own = ownBytes(bytes);
  return inEngine('amended', { bytes: own, name, standing }, [own]);
}

const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml',
};

/**
 * Takes a document in: reads it, keeps its bytes for officers and a public copy, and opens an intake. The same bytes
 * again lead to the same record. Nothing is kept of a file that cannot be read.
 */
export async function receive(ctx: Context, bytes: Uint8Array, name: string): Promise<{ id: string; again: boolean }> {
  assertMay(createIntake.policy, ctx.actor);
  await assertRoomToWrite();
  const sha256 = sha256Of(bytes);
  const known = await intakeOf(ctx, sha256);
  if (known) return { id: known, again: true };
  const size = bytes.byteLength;
  const { outline, format, copy, bytes: kept } = await parse(bytes, name);
  await putFile(kept);
  const publicCopy = copy === null ? sha256 : await putFile(copy);
  try {
    const made = await execute(createIntake, ctx, {
      sha256,
      publicCopy: publicCopy === sha256 ? null : publicCopy,
      size,
      type: TYPES[format],
      name: fileName(name, `document.${format}`),
      lang: outline.texts[0]?.language ?? null,
      engine: ENGINE,
      outline,
    });
    return { id: made.id, again: false };
  } catch (error) {
    // Two who sent the same bytes at the same moment: one made the record.
    const twin = await intakeOf(ctx, sha256);
    if (twin) return { id: twin, again: true };
    throw error;
  }
}

const intakeOf = async (ctx: Context, sha256: string): Promise<string | null> =>
  (
    await ctx.database.read
      .selectFrom('intake')
      .innerJoin('document', 'document.id', 'intake.document')
      .select('intake.id')
      .where('document.file', '=', sha256)
      .where('intake.state', '<>', 'abandoned')
      .orderBy('intake.id')
      .executeTakeFirst()
  )?.id ?? null;
