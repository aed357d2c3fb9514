import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANONYMOUS, type Actor } from '../platform/actor.ts';
import { history } from '../platform/audit.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { commands as texts, queries as reading, receive } from '../texts/index.ts';
import { makeWorld, sample, type World } from '../testing/world.ts';
import { addressGiven } from './addresses.ts';
import { calledProved, commands, evidenceFile, attachEvidence, queries, toJudge } from './index.ts';

const LINES = ['Forty quays were lit by night.', 'The tides were read aloud in six languages.'];
const report = (lines: string[] = LINES): string =>
  ['Report on the harbour agenda', '', '1\tWhat was done', ...lines.map((words, i) => `1.${i + 1}\t${words}`), ''].join(
    '\n',
  );

interface Line {
  eid: string;
  provision: string;
  plain: string;
}
let world: World;
let shown: { version: string; edition: string };
let slug: string;
let text: string;
let lit: Line;
let read: Line;
let resolution: string;
/** Brings in a report as a version of one text, unless it is given another number. */
const bring = async (source: string, more: { version?: string; visibility?: string; number?: string } = {}) => {
  const { id } = await receive(world.as(world.officer), new TextEncoder().encode(source), 'report.txt');
  return execute(texts.saveIntake, world.as(world.officer), {
    id,
    text: 0,
    body: 'council',
    number: '7',
    version: '2024',
    lang: 'en',
    visibility: 'public',
    ...more,
  });
};
const linesOf = async (edition: string): Promise<Line[]> =>
  (await world.db.db.read
    .selectFrom('node')
    .select(['eid', 'provision', 'plain'])
    .where('edition', '=', edition)
    .where('kind', '=', 'item')
    .orderBy('ord')
    .execute()) as Line[];

beforeAll(async () => {
  world = await makeWorld();
  shown = await bring(report());
  const row = await world.db.db.read
    .selectFrom('version')
    .innerJoin('text', 'text.id', 'version.text')
    .select(['text.id', 'text.slug', 'text.kind'])
    .where('version.id', '=', shown.version)
    .executeTakeFirstOrThrow();
  expect(row.kind).toBe('report');
  text = row.id;
  slug = row.slug;
  const lines = await linesOf(shown.edition);
  lit = lines.find(({ plain }) => plain === LINES[0])!;
  read = lines.find(({ plain }) => plain === LINES[1])!;
});
afterAll(() => world.close());

const give = (fields: object, actor = world.officer) =>
  execute(commands.giveEvidence, world.as(actor), { claim: 'Seen there', url: 'https://example.org/lamps', ...fields });
const lineOf = (actor: Actor = ANONYMOUS, at = lit.eid, version = '2024') =>
  ask(queries.line, world.as(actor), { slug, version, at });
const wrong = (code: string, path: string) => ({ issues: [{ code, path }] });

describe('a line of a report', () => {
  test('takes evidence that is judged and withdrawn, and the text counts it there', async () => {
    const { id } = await give({ target: text, provision: lit.provision });
    expect((await lineOf()).evidence).toMatchObject([{ id, claim: 'Seen there', judged: 'open' }]);
    expect((await lineOf(ANONYMOUS, read.eid)).evidence).toEqual([]);
    await execute(commands.judge, world.as(world.officer), { id, judged: 'insufficient', reason: 'Of last year' });
    expect((await lineOf()).evidence).toMatchObject([{ judged: 'insufficient', reason: 'Of last year' }]);
    const counts = async () => {
      const { nodes } = await ask(reading.reading, world.as(), { slug, version: '2024', in: 'en' });
      return nodes.filter((one) => one.evidence > 0).map((one) => [one.eid, one.evidence]);
    };
    expect(await counts()).toEqual([[lit.eid, 1]]);
    const kinds = async () =>
      (await ask(history, world.as(world.officer), { record: text })).events.map((one) => one.kind);
    expect((await kinds()).slice(0, 2)).toEqual(['evidence.judged', 'evidence.given']);
    await execute(commands.withdrawEvidence, world.as(world.officer), { id });
    expect((await lineOf(world.officer)).evidence).toEqual([]);
    expect(await counts()).toEqual([]);
    expect((await kinds())[0]).toBe('evidence.withdrawn');
  });

  test('is named by the address that “cite” gives, by its own page, and by the text alone where the version in force has it', async () => {
    for (const at of [
      `Report, 1.1 (2024), Council http://localhost:3000/fr/texts/${slug}/2024?in=en#${lit.eid}`,
      `/en/texts/${slug}/2024/evidence?at=${lit.eid}&in=en`,
      `texts/${slug}#${lit.eid}`,
    ]) {
      const { id } = await give({ at });
      expect((await lineOf()).evidence.map((one) => one.id)).toContain(id);
    }
  });

  test('stays proved in the next version, where the paragraph has another number', async () => {
    const before = (await lineOf()).evidence.length;
    const next = await bring(report(['A new line stands first.', ...LINES]), { version: '2025' });
    const moved = (await linesOf(next.edition)).find(({ plain }) => plain === LINES[0])!;
    expect(moved.eid).not.toBe(lit.eid);
    expect((await lineOf(ANONYMOUS, moved.eid, '2025')).evidence).toHaveLength(before);
  });

  test('waits for its judge by its name and page', async () => {
    const { id } = await give({ at: `texts/${slug}/2024#${read.eid}` });
    const { listed, total } = await toJudge({ ...world.as(world.officer), db: world.db.db.read }, 100);
    expect(listed).toHaveLength(total);
    const one = listed.find((each) => each.id === id);
    expect(one?.mark).toMatch(/^Report on the harbour agenda · /);
    expect(one?.path).toMatch(new RegExp(`^texts/${slug}/2025/evidence\\?at=.+&in=en$`));
    expect(addressGiven(one?.path ?? '')?.query.get('in')).toBe('en');
  });
});

describe('evidence is refused', () => {
  test('for a report as a whole, for an address where nothing is to prove, and where nothing or two things are named', async () => {
    await expect(give({ target: text })).rejects.toMatchObject(wrong('which-paragraph', 'target'));
    await expect(give({ at: `texts/${slug}` })).rejects.toMatchObject(wrong('nothing-to-prove', 'at'));
    await expect(give({ at: 'https://example.org/elsewhere' })).rejects.toMatchObject(wrong('nothing-to-prove', 'at'));
    await expect(give({ at: '%E0%A4%A' })).rejects.toMatchObject(wrong('nothing-to-prove', 'at'));
    await expect(give({})).rejects.toMatchObject(wrong('one-target', 'at'));
    await expect(give({ target: text, at: `texts/${slug}#${lit.eid}` })).rejects.toMatchObject(
      wrong('one-target', 'at'),
    );
  });

  test('for a paragraph of a resolution, which asks and claims nothing', async () => {
    const { edition, version } = await world.bring(sample());
    resolution = version;
    const asks = (await linesOf(edition)).find(({ plain }) => plain.startsWith('to submit'));
    await expect(give({ at: `texts/council-500/2024#${asks?.eid}` })).rejects.toMatchObject(
      wrong('not-a-report', 'at'),
    );
    await expect(
      ask(queries.line, world.as(), { slug: 'council-500', version: '2024', at: asks?.eid ?? '' }),
    ).rejects.toMatchObject({ status: 404 });
  });

  test('for a paragraph of another text, by the command and by the database', async () => {
    const other = await bring(report(['Ropes were spliced.']), { number: '8' });
    const [foreign] = await linesOf(other.edition);
    await expect(give({ target: text, provision: foreign?.provision })).rejects.toMatchObject(
      wrong('no-such-place', 'target'),
    );
    const { id } = await give({ target: text, provision: lit.provision });
    await expect(
      world.db.db.pool.query('update evidence set provision = $1 where id = $2', [foreign?.provision, id]),
    ).rejects.toMatchObject({ code: '23503' });
  });

  test('to who holds the right in another body', async () => {
    const elsewhere = await world.person('elsewhere', ['register.evidence'], { kind: 'body', record: world.forum });
    await expect(give({ target: text, provision: lit.provision }, elsewhere)).rejects.toMatchObject({ status: 403 });
    expect((await lineOf(elsewhere)).may).toEqual({ evidence: false, judge: false });
  });
});

describe('a line that stands in a draft alone', () => {
  test('tells others neither its words nor what was given for it, until the draft is published', async () => {
    const draft = await bring(report([...LINES, 'Xylophonite was found.']), {
      version: '2026',
      visibility: 'draft',
    });
    const hidden = (await linesOf(draft.edition)).find(({ plain }) => plain.startsWith('Xylophonite'))!;
    const stranger = await world.person('stranger', ['register.evidence', 'register.judge']);
    const at = `texts/${slug}/2026#${hidden.eid}`;
    await expect(give({ at }, stranger)).rejects.toMatchObject(wrong('nothing-to-prove', 'at'));
    await expect(give({ target: text, provision: hidden.provision }, stranger)).rejects.toMatchObject(
      wrong('no-such-place', 'target'),
    );
    const form = new FormData();
    for (const [key, value] of Object.entries({ at, claim: 'The find' })) form.set(key, value);
    form.set('file', new File(['where it lies'], 'find.txt'));
    const { id } = await attachEvidence(
      world.as(world.officer),
      new Request('http://localhost/x', { method: 'POST', body: form }),
    );
    const told = async (actor: Actor) => {
      const ctx = { ...world.as(actor), db: world.db.db.read };
      const file = await evidenceFile(world.db.db.read, actor, id, false).catch(
        (error: { status: number }) => error.status,
      );
      return {
        file: typeof file === 'number' ? file : file.name,
        judged: (await toJudge(ctx, 100)).listed.some((one) => one.id === id),
        called: (await calledProved(ctx, [{ target: text, provision: hidden.provision }])).size,
        events: (await ask(history, world.as(actor), { record: id })).events.length,
      };
    };
    const nothing = { file: 404, judged: false, called: 0, events: 0 };
    expect(await told(world.officer)).toEqual({ file: 'find.txt', judged: true, called: 1, events: 1 });
    expect(await told(stranger)).toEqual(nothing);
    expect(await told(ANONYMOUS)).toEqual(nothing);
    await expect(execute(commands.judge, world.as(stranger), { id, judged: 'accepted' })).rejects.toMatchObject({
      status: 404,
    });
    await execute(texts.showVersion, world.as(world.officer), { id: draft.version, visibility: 'public' });
    expect(await told(stranger)).toEqual({ file: 'find.txt', judged: true, called: 1, events: 1 });
  });
});

describe('a record is named', () => {
  test('as evidence by the address of its page too, where the reader sees it', async () => {
    await world.confirmAll();
    await execute(texts.adoptVersion, world.as(world.officer), { id: resolution, on: '2024-06-14' });
    const row = (await ask(queries.obligations, world.as(), { state: 'active' })).rows[0];
    const { id } = await give({
      at: `texts/${slug}/2024#${lit.eid}`,
      url: undefined,
      record: `/es/register/${row?.number}`,
    });
    expect((await lineOf()).evidence.find((one) => one.id === id)).toMatchObject({ recordNumber: row?.number });
    await expect(
      give({ at: `texts/${slug}/2024#${lit.eid}`, url: undefined, record: 'texts/council-999' }),
    ).rejects.toMatchObject(wrong('no-such-record', 'record'));
  });

  test('as what evidence is for by its number: the next date that is not met, an invitation as a whole, and never a date that is not there', async () => {
    const due = (await ask(queries.obligations, world.as(), { state: 'active', limit: 100 })).rows.find(
      (one) => one.next,
    )!;
    const { id } = await give({ at: String(due.number) });
    const one = await ask(queries.obligation, world.as(), { number: due.number });
    expect(one.evidence.find((each) => each.id === id)).toMatchObject({
      target: one.occurrences[0]?.id,
      kind: 'proof',
    });
    await expect(give({ at: `register/${due.number}#o-1999` })).rejects.toMatchObject(wrong('nothing-to-prove', 'at'));
    const whole = (await ask(queries.obligations, world.as(), { state: 'active', limit: 100 })).rows.find(
      (each) => !each.next,
    )!;
    const answer = await give({ at: `register/${whole.number}` });
    const invited = await ask(queries.obligation, world.as(), { number: whole.number });
    expect(invited.evidence.find((each) => each.id === answer.id)).toMatchObject({
      target: invited.id,
      kind: 'answer',
    });
  });
});
