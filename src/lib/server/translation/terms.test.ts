import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { commands, memoryFrom, queries, termsAsCsv } from './index.ts';
import { ports, type Ports } from './testing/ports.ts';

let world: Ports['world'];
let french: Actor;
let reviser: Actor;
beforeAll(async () => void ({ world, french, reviser } = await ports()));
afterAll(() => world.close());

/** A paragraph of 2025 as its translator into Russian has it, with what is at hand there. */
const russian = (piece: string) =>
  ask(queries.piece, world.as(reviser), { slug: 'council-500', version: '2025', lang: 'ru', piece });

describe('the term base', () => {
  const term = (fields: Record<string, unknown>, actor = french) =>
    execute(commands.saveTerm, world.as(actor), { name: 'roadmap', lang: 'fr', word: 'feuille de route', ...fields });

  test('holds words with their status; official only with source and date; in one’s own language', async () => {
    await term({});
    await expect(term({ status: 'official' })).rejects.toMatchObject({
      issues: [
        { path: 'source', code: 'official-wants-source' },
        { path: 'dated', code: 'official-wants-source' },
      ],
    });
    await term({ status: 'official', source: 'Glossary of the Council', dated: '2024-01-01' });
    await expect(term({ lang: 'ru' })).rejects.toMatchObject({ status: 403 });
    await expect(
      world.db.db.pool.query(`update term_word set source = null where status = 'official'`),
    ).rejects.toMatchObject({ constraint: 'term_official' });
    expect((await ask(queries.terms, world.as(), { q: 'FEUILLE' })).terms).toEqual([
      {
        name: 'roadmap',
        note: null,
        words: [
          {
            lang: 'fr',
            word: 'feuille de route',
            status: 'official',
            source: 'Glossary of the Council',
            dated: '2024-01-01',
          },
        ],
      },
    ]);
  });

  test('goes out and in as a spreadsheet, and a wrong line names its place', async () => {
    const csv = 'term,en,fr,checked\nlighthouse,lighthouse|beacon,"phare",yes\nroad,road,"route, voie",no\n';
    const take = (text: string, actor = reviser) => execute(commands.takeTerms, world.as(actor), { csv: text });
    expect(await take(csv)).toEqual({ added: 2, changed: 0, ignored: ['checked'] });
    await expect(take(csv, french)).rejects.toMatchObject({ status: 403 });
    await expect(take('term,en,status\n\nx,y,official\n')).rejects.toMatchObject({
      issues: [{ path: 'csv.3.source' }, { path: 'csv.3.dated' }],
    });
    await expect(take('term,en\nx,"y\n')).rejects.toMatchObject({ issues: [{ path: 'csv.2', code: 'csv-quote' }] });
    await expect(take('name,en\nx,y\n')).rejects.toMatchObject({ issues: [{ code: 'no-term-column' }] });
    const out = await termsAsCsv(world.db.db.read);
    expect(out).toContain('lighthouse,,beacon|lighthouse,,phare,,,proposed');
    expect(await take(out)).toEqual({ added: 0, changed: 3, ignored: [] });
    expect(await termsAsCsv(world.db.db.read)).toBe(out);
  });

  test('is at hand where its words occur', async () => {
    const third = await russian('sec_1__para_2');
    expect(third.terms).toEqual([]);
    await execute(commands.saveTerm, world.as(reviser), { name: 'lighthouse', lang: 'ru', word: 'маяк' });
    const again = await russian('sec_1__para_2');
    expect(again.terms).toMatchObject([{ name: 'lighthouse', found: 'lighthouse', words: [{ word: 'маяк' }] }]);
  });
});

describe('translation memories', () => {
  test('go out for a version with each paragraph in its languages; come in once, and are found', async () => {
    const { tmx, entries } = await ask(queries.memory, world.as(), { slug: 'council-500', version: '2024' });
    expect(entries).toBeGreaterThan(10);
    expect(tmx).toContain('<tuv xml:lang="fr"><seg>de soumettre au Conseil');
    await expect(ask(queries.memory, world.as(), { slug: 'council-500', version: '2025' })).rejects.toMatchObject({
      status: 404,
    });
    const file = `<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="en"/><body>
      <tu><tuv xml:lang="en-GB"><seg>to sweep 12 quays at dawn.</seg></tuv><tuv xml:lang="ru"><seg>подмести 12 причалов.</seg></tuv></tu>
      <tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu></body></tmx>`;
    const take = () => memoryFrom(world.as(reviser), new TextEncoder().encode(file), 'old.tmx');
    expect(await take()).toMatchObject({ kept: 1, known: 0, warnings: [{ code: 'no-words', unit: '2' }] });
    expect(await take()).toMatchObject({ kept: 0, known: 1 });
    const found = await russian('sec_2__para_2');
    expect(found.memory).toMatchObject([{ target: 'подмести 12 причалов.', from: { memory: 'old.tmx' } }]);
    expect(found.memory[0]?.alike).toBeGreaterThan(0.5);
  });
});
