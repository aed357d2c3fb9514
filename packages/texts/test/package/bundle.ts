import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, minifySync } from 'vite';

const root = fileURLToPath(new URL('../../src', import.meta.url));
/** Most that a part of the package may take of a page, minified, with all it needs. */
export const CEILING = 150 * 1024;

/** Code for browsers, minified, as one script that leaves what it exports under `texts`. */
export const bundle = async (files: readonly string[]): Promise<string> => (await chunkOf(files)).code;

/** What is in it, by package or folder of ours: bytes of each when it is minified by itself, the largest first. */
export async function contents(files: readonly string[]): Promise<[part: string, bytes: number][]> {
  const sums = new Map<string, number>();
  for (const [name, { code }] of Object.entries((await chunkOf(files)).modules)) {
    const [, foreign] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name) ?? [];
    const part = foreign ?? (name.startsWith(root) ? dirname(relative(root, name)) : 'other');
    // Nothing is left out as unused: another module may use it.
    const small = minifySync('part.js', code ?? '', { module: true, compress: false, mangle: { toplevel: true } });
    sums.set(part, (sums.get(part) ?? 0) + size(small.code));
  }
  return [...sums].toSorted((a, b) => b[1] - a[1]);
}

async function chunkOf(files: readonly string[]) {
  const entry = '\0entry';
  const code = files.map((file) => `export * from ${JSON.stringify(join(root, file))};`).join('\n');
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      { name: 'entry', resolveId: (id) => (id === 'entry' ? entry : null), load: (id) => (id === entry ? code : null) },
    ],
    build: {
      write: false,
      minify: true,
      lib: { entry: 'entry', formats: ['iife'], name: 'texts' },
      rolldownOptions: { input: 'entry' },
    },
  });
  const [first] = Array.isArray(made) ? made : [made];
  const chunk = first !== undefined && 'output' in first ? first.output[0] : undefined;
  if (chunk === undefined) throw new Error('Nothing was bundled.');
  return chunk;
}
/** Bytes of code. */
export const size = (code: string): number => new TextEncoder().encode(code).length;

/** What `@suivi/texts/…` leads to: each folder with an index of its own. */
export const parts = readdirSync(root, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('/index.ts') && !name.includes('vocabulary'))
  .map((name) => relative('.', dirname(name)))
  .toSorted();

/** What the package is loaded for by its name alone: Word read, written and compared. */
export const MAIN = ['index.ts'];

/** All that the package has, in one: no page needs that, it tells what there is. */
export const everything = [...MAIN, ...parts.map((part) => `${part}/index.ts`)];
