import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../src', import.meta.url));
/** Most that a part of the package may take of a page, minified, with all it needs. */
export const CEILING = 150 * 1024;

/** Code for browsers, minified, as one script that leaves what it exports under `texts`. */
export async function bundle(files: readonly string[]): Promise<string> {
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
  return chunk.code;
}
/** Bytes of code. */
export const size = (code: string): number => new TextEncoder().encode(code).length;

/** What `@suivi/texts/…` leads to: each folder with an index of its own. */
export const parts = readdirSync(root, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('/index.ts') && !name.includes('vocabulary'))
  .map((name) => relative('.', dirname(name)))
  .toSorted();

/** What a page needs that shows, compares and writes Word files. */
export const TOGETHER = ['read/docx', 'write/docx', 'compare']
  .filter((part) => parts.includes(part))
  .map((part) => `${part}/index.ts`);

/** All that the package has, as servers take it. */
export const everything = ['index.ts'];
