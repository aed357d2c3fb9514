import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Outline, schema } from '../../../../scripts/outline-schema.ts';
import { outline } from '../../src/outline/index.ts';
import { hasInputs, inputBytes, inputPath } from '../inputs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the schema of outlines', () => {
  test('is the one that its script writes (node scripts/outline-schema.ts)', () => {
    expect(JSON.parse(readFileSync(join(root, 'schema/outline.schema.json'), 'utf8'))).toEqual(JSON.parse(schema()));
  });

  test.skipIf(!hasInputs)('holds for every real document', () => {
    const files = ['resolutions', 'docx/structure', 'docx/tracked'].flatMap((folder) =>
      readdirSync(inputPath(folder))
        .filter((name) => /\.(txt|xml|docx)$/.test(name))
        .map((name) => `${folder}/${name}`),
    );
    expect(files.length).toBeGreaterThan(50);
    for (const file of [...files, 'council-report-wsis-sdg.fr.txt']) {
      const read = JSON.parse(JSON.stringify(outline(inputBytes(file), { name: file }))) as unknown;
      const { error } = Outline.safeParse(read);
      expect(error?.issues.slice(0, 3) ?? [], file).toEqual([]);
    }
  });
});

// What the README shows is run from a copy that was packed and unpacked, as someone else would have it.
describe('the package by itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'suivi-texts-'));
  beforeAll(() => {
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root, encoding: 'utf8' }),
    ) as { filename: string }[];
    const home = join(folder, 'node_modules/@suivi');
    mkdirSync(home, { recursive: true });
    execFileSync('tar', ['xzf', join(folder, packed?.filename ?? ''), '-C', home]);
    // Type stripping is not for packages of others: the copy stands beside, and the name leads to it.
    execFileSync('mv', [join(home, 'package'), join(folder, 'texts')]);
    symlinkSync(join(folder, 'texts'), join(home, 'texts'));
    symlinkSync(
      dirname(fileURLToPath(import.meta.resolve('fflate/package.json'))),
      join(folder, 'node_modules/fflate'),
    );
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const examples = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

  test.each(examples.map((code, i) => [i + 1, code] as const))(
    'example %i of the README says what it shows',
    (i, code) => {
      const checks = code.replace(
        /^(.+?); \/\/ (.+)$/gm,
        (_, what: string, shown: string) => `same(${what}, ${shown});`,
      );
      expect(checks).toContain('same(');
      const file = join(folder, `example-${i}.mjs`);
      writeFileSync(
        file,
        `import { deepStrictEqual as same } from 'node:assert';\n${checks.replace(/'@suivi\/texts(\/[^']+)?'/g, "'./texts/src$1/index.ts'")}`,
      );
      execFileSync(process.execPath, [file], { encoding: 'utf8' });
    },
  );

  test('touches no file, network, process or clock', () => {
    const sources = readdirSync(join(root, 'src'), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(40);
    for (const name of sources) {
      const code = readFileSync(join(root, 'src', name), 'utf8');
      expect(code, name).not.toMatch(
        /from 'node:|import\('|\bfetch\(|\bprocess\.|\bDate\.now\(|new Date\(\)|Math\.random/,
      );
    }
  });
});
