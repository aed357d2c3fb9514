import type { Outline } from '@suivi/texts';
import { signedBy } from '@suivi/texts/compare';
import { z } from 'zod';
import { withUpload } from '../files/index.ts';
import type { Context } from '../platform/context.ts';
import { Id, parseInput } from '../platform/input.ts';
import { assertMay, signedIn } from '../platform/policy.ts';
import { fieldsOf } from '../platform/rest.ts';
import { markedView, redlineDocx, sideOf, type MarkedView } from './compare.ts';
import { inEngine, ownBytes, type Marked, type Sent } from './engine.ts';
import { outlineOf } from './queries.ts';

const Options = z.object({
  /** An edition on record that the file is compared with. */
  edition: Id.optional(),
  /** What the other text is: an older version, or what stood before or after changes whose marks the file has lost. */
  as: z.enum(['older', 'before', 'after']).default('older'),
  /** Whose name marks bear that are made here. */
  author: z.string().trim().min(1).max(200).default('Suivi'),
  whole: z.stringbool().default(false),
});

interface Compared {
  texts: Marked[];
  whole: boolean;
  /** The file's name without its ending. */
  name: string;
}

const bare = (name: string): string => name.replace(/\.\w+$/, '') || 'text';

/**
 * What changed in the file that a request carries (`file`): from the file `older`, from the edition on record that `edition`
 * names, or, with neither, as the file itself has it marked; or the marks it has lost, restored from either (`as`). Files are
 * read in a worker, and nothing of them is kept. `signed`: marks that are made here bear a name and the hour. Errors: those
 * of `withUpload` and `inEngine`, InvalidInput, NotFound.
 */
async function compared(ctx: Context, request: Request, signed: boolean): Promise<Compared> {
  assertMay(signedIn, ctx.actor);
  return withUpload(request, async ({ bytes, name, fields, others }) => {
    const { edition, as, author, whole } = parseInput(Options, fieldsOf(Object.entries(fields)));
    const old: Sent | Outline | null = others['older'] ?? (await editionOf(ctx, edition));
    const by = signed ? signedBy(author, ctx.now) : {};
    const next = { bytes: ownBytes(bytes), name };
    const moved = old !== null && 'bytes' in old ? [next.bytes, old.bytes] : [next.bytes];
    const texts = await inEngine('compare', { next, old, as, language: ctx.lang, by }, moved);
    return { texts, whole, name: bare(name) };
  });
}

async function editionOf({ database, actor }: Context, id: string | undefined): Promise<Outline | null> {
  if (id === undefined) return null;
  const side = await sideOf(database.read, actor, id);
  return { texts: [await outlineOf(database.read, side.id)], headers: [], trace: [] };
}

/** The same as a page shows it, text by text. */
export async function compareFiles(ctx: Context, request: Request): Promise<{ name: string; texts: MarkedView[] }> {
  const { texts, whole, name } = await compared(ctx, request, false);
  return { name, texts: texts.map((one) => markedView(one, whole)) };
}

/** The same as a Word file with revision marks: the file's own as they are, those made here under the name `author`. */
export async function redlineOfFiles(ctx: Context, request: Request): Promise<{ name: string; bytes: Uint8Array }> {
  const { texts, name } = await compared(ctx, request, true);
  return { name, bytes: redlineDocx(texts.map((one) => one.marked)) };
}

const Settling = z.object({
  way: z.enum(['accept', 'reject']),
  author: z.string().trim().max(200).default(''),
});

/**
 * The Word file that a request carries with its marks accepted or rejected (`way`), all or those of one `author`; all else in
 * it keeps its bytes. Nothing of it is kept. Errors: those of `withUpload` and `inEngine`, InvalidInput.
 */
export async function settleFile(
  ctx: Context,
  request: Request,
): Promise<{ name: string; bytes: Uint8Array; marks: number; author: string }> {
  assertMay(signedIn, ctx.actor);
  return withUpload(request, async ({ bytes, name, fields }) => {
    const { way, author } = parseInput(Settling, fieldsOf(Object.entries(fields)));
    const own = ownBytes(bytes);
    const settled = await inEngine('settle', { bytes: own, way, author }, [own]);
    return { name: `${bare(name)}-${way}ed`, author, ...settled };
  });
}
