import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANONYMOUS } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { NotFound } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { commands as register, queries as obligations } from '../register/index.ts';
import { commands as texts } from '../texts/index.ts';
import { makeWorld, sample, type World } from '../testing/world.ts';
import { asBibtex, asJsonLd, asRis, blockOf, citation, commands, published, queries } from './index.ts';
import { refused } from './testing/refused.ts';
import { registryIn, type Registry } from './testing/registry.ts';

let world: World;
let registry: Registry;
beforeAll(async () => {
  world = await makeWorld();
  registry = await registryIn(world);
});
afterAll(() => world.close());

const SITE = { origin: 'https://suivi.example.org', lang: 'en' } as const;
const page = async (number: number, lang: 'en' | 'fr' = 'en', words = 'own') =>
  (await ask(queries.page, world.as(ANONYMOUS, { lang }), { number, words })).one;
const translate = (id: string, seq: number, state: string): Promise<unknown> =>
  world.db.db.pool.query(
    `insert into initiative_translation (initiative, lang, seq, title, description, state, written_at, reviewed_at)
     values ($1, 'fr', $2, 'Marées par téléphone', 'Les pêcheurs demandent.', $3, now(), case when $3 = 'reviewed' then now() end)
     on conflict (initiative, lang) do update set state = excluded.state, reviewed_at = excluded.reviewed_at`,
    [id, seq, state],
  );

describe('the page of an initiative', () => {
  test('names what it serves and where, and what has much in common with it', async () => {
    const { number } = await registry.publish();
    const near = await registry.publish({ title: 'Lanterns by telephone' });
    const far = await registry.publish({
      title: 'A library of knots',
      countries: ['M49 250'],
      serves: [{ concept: 'C8' }],
    });
    const one = await page(number);
    expect(one?.concepts['M49 686']).toMatchObject({ name: 'Senegal', short: 'SN', scheme: 'm49' });
    expect(one?.concepts['C3']?.name).toMatch(/access/i);
    // The same organisation is two points, so that both are there; what shares lines and place stands first.
    const related = one?.related.map((line) => line.number) ?? [];
    expect(related[0]).toBe(near.number);
    expect(related).toContain(far.number);
    expect(related).not.toContain(number);
  });

  test('tells the reader’s language where a reviewed translation is there, and says when that is outdated', async () => {
    const { id, number, rev } = await registry.publish();
    await translate(id, 1, 'offered');
    expect((await page(number, 'fr'))?.told).toMatchObject({ lang: 'en', state: 'original' });
    await translate(id, 1, 'reviewed');
    expect((await page(number, 'fr'))?.told).toMatchObject({
      title: 'Marées par téléphone',
      lang: 'fr',
      state: 'translated',
    });
    expect((await page(number, 'fr', 'original'))?.told).toMatchObject({ lang: 'en', state: 'original' });
    const draft = { title: 'Tides, by voice' };
    const saved = await execute(commands.save, world.as(registry.submitter), { id, rev, draft });
    const { seq } = await execute(commands.submit, world.as(registry.submitter), { id, rev: saved.rev });
    await execute(commands.decide, world.as(registry.moderator), { id, seq, decision: 'publish' });
    expect((await page(number, 'fr'))?.told).toMatchObject({ lang: 'fr', state: 'outdated' });
    expect((await page(number))?.told?.title).toBe('Tides, by voice');
  });

  test('says that it was withdrawn, when and why, and nothing of what it said', async () => {
    const { id, number, rev } = await registry.publish({ title: 'Quaggabone' });
    await execute(commands.withdraw, world.as(registry.submitter), { id, rev, reason: 'The quay is closed.' });
    const seen = await ask(queries.page, world.as(ANONYMOUS), { number });
    expect(seen).toMatchObject({ one: null, gone: { number, reason: 'The quay is closed.' } });
    expect(JSON.stringify(seen)).not.toContain('Quaggabone');
    expect(await refused(published(world.as(ANONYMOUS), String(number)))).toBeInstanceOf(NotFound);
  });

  test('a draft and what was declined have no page', async () => {
    const { number } = await registry.begin();
    expect(await refused(page(number))).toBeInstanceOf(NotFound);
    expect(await refused(page(999_999))).toBeInstanceOf(NotFound);
  });

  test('shows where it stands as evidence, and the obligation leads to it', async () => {
    const { version } = await world.bring(sample());
    await world.confirmAll();
    await execute(texts.adoptVersion, world.as(world.officer), { id: version, on: '2024-06-14' });
    const { id, number } = await registry.publish();
    const [row] = (await ask(obligations.obligations, world.as(), {})).rows;
    const target = (await ask(obligations.obligation, world.as(), { number: row?.number })).occurrences[0]?.id;
    const claim = 'The voices of the quays';
    await execute(register.giveEvidence, world.as(world.officer), { target, record: id, claim });
    const [stands] = (await page(number))?.standsFor ?? [];
    expect(stands).toMatchObject({ claim, judged: 'open' });
    expect(stands?.path).toMatch(new RegExp(`^register/${row?.number}#o-`));
    const asked = await ask(obligations.obligation, world.as(), { number: row?.number });
    expect(asked.evidence.map((each) => each.recordPath)).toContain(`stocktaking/${number}`);
  });

  test('stands as evidence for a line of a report, by the address of either, and says which words it bears out', async () => {
    const source = 'Report on the harbours\n\n1\tWhat was done\n1.1\tForty quays were lit by night.\n';
    const { edition } = await world.bring(source, { version: '2023' });
    const { rows } = await world.db.db.pool.query<{ slug: string; eid: string }>(
      `select t.slug, n.eid from node n join edition e on e.id = n.edition join version v on v.id = e.version
        join text t on t.id = v.text where e.id = $1 and n.plain like 'Forty%'`,
      [edition],
    );
    const [line] = rows;
    const { id, number } = await registry.publish();
    const ctx = world.as(world.officer);
    await execute(register.giveEvidence, ctx, {
      at: `http://localhost/fr/texts/${line?.slug}/2023?in=en#${line?.eid}`,
      record: String(number),
      claim: 'The lamps of ten of them',
    });
    expect((await page(number))?.standsFor).toMatchObject([
      {
        name: { value: 'Forty quays were lit by night.', lang: 'en' },
        mark: 'Report on the harbours · 1.1',
        path: `texts/${line?.slug}/2023/evidence?at=${line?.eid}&in=en`,
      },
    ]);
    const shown = await ask(obligations.line, world.as(), { slug: line?.slug, version: '2023', at: line?.eid });
    expect(shown.evidence).toMatchObject([{ record: id, recordPath: `stocktaking/${number}` }]);
  });
});

describe('a citation', () => {
  test('holds against signs that BibTeX, RIS and a page would take for their own', async () => {
    const { number } = await registry.publish({ title: 'Tides & {quays} </script> 100 % \\end', links: [] });
    const one = await published(world.as(ANONYMOUS), String(number));
    expect(citation(one, SITE)).toContain(`“${one.told?.title}”`);
    expect(citation(one, SITE)).toContain('version 1');
    const bib = asBibtex(one, SITE);
    expect(bib).toContain('title = {{Tides \\& \\{quays\\} </script> 100 \\% \\textbackslash{}end}}');
    expect(
      asRis(one, SITE)
        .split('\r\n')
        .filter((line) => !/^[A-Z]{2} {2}- /.test(line)),
    ).toEqual(['']);
    const block = blockOf(asJsonLd(one, SITE));
    expect(block).not.toContain('<');
    expect(JSON.parse(block)).toMatchObject({
      '@type': 'WebPage',
      name: one.told?.title,
      mainEntity: { '@type': 'Project', areaServed: [{ name: 'Senegal' }], knowsAbout: [{ termCode: 'C3' }, {}] },
    });
  });
});
