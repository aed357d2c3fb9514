import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

export const summary = 'Take texts and the register away: Markdown, JSON, CSV';
export const help = `Usage:
  suivi export register [--format csv|json] [--language LANG] [--out FILE]
  suivi export text SLUG [--version LABEL] [--language LANG] [--format md|html|txt|json] [--out FILE]
  suivi export - [--out FILE]        what to export as JSON on standard input: {"what": "register", "state": "late"}

--json is short for --format json. What is exported is what the public may see; --all adds drafts.
`;

/** `suivi export …`: the downloads of the pages, from the command line. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      json: { type: 'boolean' },
      language: { type: 'string', default: 'en' },
      version: { type: 'string' },
      out: { type: 'string' },
      all: { type: 'boolean' },
    },
  });
  const [what, slug] = positionals;
  if (what !== 'register' && what !== 'text' && what !== '-') {
    process.stderr.write(help);
    return 2;
  }
  const [register, texts, { ask }, actors, { jsonArgument, withContext }, engine, { fail }] = await Promise.all([
    import('../../lib/server/register/index.ts'),
    import('../../lib/server/texts/index.ts'),
    import('../../lib/server/platform/query.ts'),
    import('../../lib/server/platform/actor.ts'),
    import('../session.ts'),
    import('@suivi/texts'),
    import('../terminal.ts'),
  ]);
  const lang = engine.LANGUAGES.find((one) => one === values.language);
  if (!lang) return fail(`--language takes one of ${engine.LANGUAGES.join(', ')}`, 2);
  const given = what === '-' ? jsonArgument('-') : {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return fail('a JSON object is wanted', 2);
  const { what: named = what, slug: givenSlug = slug, format: wanted, ...filters } = given as Record<string, unknown>;
  const format = values.json ? 'json' : (values.format ?? wanted ?? (named === 'text' ? 'md' : 'csv'));
  return withContext(async (owner, config) => {
    const ctx = { ...owner, lang, ...(values.all ? {} : { actor: actors.ANONYMOUS }) };
    if (named === 'register') {
      if (format !== 'csv' && format !== 'json') return fail('--format takes csv or json', 2);
      const origin = config.origin ?? `http://localhost:${config.port}`;
      await write(format === 'csv' ? register.asCsv(ctx, filters, origin) : register.asJson(ctx, filters), values.out);
      return 0;
    }
    const page = await ask(texts.queries.reading, ctx, {
      slug: givenSlug,
      version: values.version ?? filters['version'],
      in: lang,
    });
    if (!page.edition) {
      const there = page.version.editions.map((one) => one.lang).join(', ');
      return fail(`this text is not on record in ${lang}; it is in: ${there || 'no language'}`, 1);
    }
    const text = await texts.outlineOf(ctx.database.read, page.edition.id);
    const writers: Record<string, () => string> = {
      md: () => engine.toMarkdown(text),
      html: () => engine.toHtml(text),
      txt: () => engine.toPlainText(text),
      json: () => `${JSON.stringify({ texts: [text] }, null, 2)}\n`,
    };
    const writer = Object.hasOwn(writers, String(format)) ? writers[String(format)] : undefined;
    if (!writer) return fail('--format takes md, html, txt or json', 2);
    await write([new TextEncoder().encode(writer())], values.out);
    return 0;
  });
}

async function write(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, out: string | undefined): Promise<void> {
  let first = true;
  for await (const piece of pieces) {
    if (out === undefined) process.stdout.write(piece);
    else writeFileSync(out, piece, { flag: first ? 'w' : 'a' });
    first = false;
  }
}
