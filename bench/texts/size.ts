/**
 * What each part of packages/texts takes of a page: minified and, for the way there, compressed; and what the two largest
 * hold.
 * `node bench/texts/size.ts`.
 */
import { gzipSync } from 'node:zlib';
import { bundle, contents, everything, MAIN, parts, size } from '../../packages/texts/test/package/bundle.ts';
import { table } from './measure.ts';

const rows: string[][] = [];
const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
const add = async (name: string, files: readonly string[]): Promise<void> => {
  const code = await bundle(files);
  rows.push([name, kilobytes(size(code)), kilobytes(gzipSync(code).length)]);
};
for (const part of parts) await add(`@suivi/texts/${part}`, [`${part}/index.ts`]);
await add('@suivi/texts', MAIN);
await add('all of them together', everything);
console.log(table(['part', 'minified', 'gzip'], rows));
for (const [name, files] of [
  ['all of them together', everything],
  ['@suivi/texts', MAIN],
] as const) {
  const held = await contents(files);
  console.log(
    `\n${table(
      [name, 'minified'],
      held.slice(0, 14).map(([part, bytes]) => [part, kilobytes(bytes)]),
    )}`,
  );
}
