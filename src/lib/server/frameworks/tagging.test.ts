import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { asExpected } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { commands as documents } from '../documents/index.ts';
import { makeWorld, sample, type World } from '../testing/world.ts';
import { commands, queries, suggestedBy } from './index.ts';

let world: World;
let text: string;
let obligations: string[];
beforeAll(async () => {
  world = await makeWorld();
  ({ text } = await world.bring(sample()));
  await world.confirmAll();
  obligations = (await world.db.db.read.selectFrom('obligation').select('id').orderBy('number').execute()).map(
    (one) => one.id,
  );
});
afterAll(() => world.close());

const as = (actor?: Actor) => world.as(actor ?? world.officer);
const put = (record: string, concepts: string | string[], more: object = {}, actor?: Actor) =>
  execute(commands.tagPut, as(actor), { record, concepts, ...more });
const status = (run: Promise<unknown>) =>
  run.then(
    () => 200,
    (error: unknown) => asExpected(error)?.status ?? error,
  );
const rev = async (id: string) =>
  (await world.db.db.read.selectFrom('record').select('rev').where('id', '=', id).executeTakeFirstOrThrow()).rev;
const codes = async (record: string) => (await ask(queries.tags, world.as(), { record })).tags.map((one) => one.code);

describe('tagging a record', () => {
  test('is done by whoever may edit it, raises its lock number and leaves its event', async () => {
    const [id = ''] = obligations;
    const before = await rev(id);
    const done = await put(id, ['C2', 'SDG 9'], { words: 'quays are networks too', rev: before });
    expect(done).toMatchObject({ rev: before + 1, added: ['C2', 'SDG 9'] });
    expect(await status(put(id, 'C3', { rev: before }))).toBe(409);
    const { tags } = await ask(queries.tags, world.as(undefined, { lang: 'fr' }), { record: id });
    expect(tags.map((one) => [one.code, one.words, one.wordsLang, one.name?.lang])).toEqual([
      ['C2', 'quays are networks too', 'en', 'fr'],
      ['SDG 9', 'quays are networks too', 'en', 'fr'],
    ]);
    const { rows } = await world.db.db.pool.query(
      `select payload from event join event_record using (at, seq) where kind = 'record.tagged' and record = $1`,
      [id],
    );
    expect(rows).toEqual([{ payload: { added: ['C2', 'SDG 9'], removed: [], changed: [] } }]);
  });

  test('is refused to who may not edit it, and what one may not see is not found', async () => {
    const [id = ''] = obligations;
    const reader = await world.person('reader', []);
    const elsewhere = await world.person('elsewhere', ['*'], { kind: 'body', record: world.forum });
    expect(await status(put(id, 'C3', {}, reader))).toBe(403);
    expect(await status(put(id, 'C3', {}, elsewhere))).toBe(403);
    expect(await status(execute(commands.tagPut, world.as(), { record: id, concepts: 'C3' }))).toBe(401);
    const hidden = await world.bring(sample({ title: 'Kept within' }).replace('500', '501'), { visibility: 'draft' });
    expect(await status(put(hidden.text, 'C3', {}, reader))).toBe(404);
    expect(await status(ask(queries.tags, world.as(reader), { record: hidden.text }))).toBe(404);
    expect(await status(put(world.officer.id ?? '', 'C3'))).toBe(404);
    expect(await codes(id)).toEqual(['C2', 'SDG 9']);
  });

  test('with a code that is in no framework names it and does nothing', async () => {
    const [, id = ''] = obligations;
    await expect(put(id, ['C2', 'C99'])).rejects.toMatchObject({
      issues: [{ path: 'concepts.1', code: 'unknown-concept', values: { value: 'C99' } }],
    });
    expect(await codes(id)).toEqual([]);
  });

  test('is undone by taking the tag off, once', async () => {
    const [id = ''] = obligations;
    await execute(commands.tagRemove, as(), { record: id, concepts: 'SDG 9' });
    expect(await codes(id)).toEqual(['C2']);
    expect(await status(execute(commands.tagRemove, as(), { record: id, concepts: 'SDG 9' }))).toBe(409);
  });

  test('holds for texts, documents and sessions alike', async () => {
    const { id: document } = await execute(documents.issue, as(), {
      body: world.council,
      symbol: 'C25/7',
      dated: '2025-02-01',
      lang: 'en',
      title: 'Lamps',
      visibility: 'public',
      sha256: 'a'.repeat(64),
      publicCopy: null,
      size: 1,
      type: 'text/plain',
      name: 'lamps.txt',
    });
    for (const record of [text, world.session2025, document]) {
      await put(record, 'SDG 9.c');
      expect(await codes(record)).toEqual(['SDG 9.c']);
    }
  });
});

describe('a suggested tag', () => {
  const suggest = (record: string, concept: string) =>
    world.db.db.pool.query(`insert into tag (record, concept, state, words) values ($1, $2, 'suggested', 'of lamps')`, [
      record,
      concept,
    ]);

  test('counts when it is confirmed, with the words that it rests on', async () => {
    const [, id = ''] = obligations;
    await suggest(id, 'SDG 7');
    expect(await put(id, 'SDG 7')).toMatchObject({ added: ['SDG 7'] });
    const { tags } = await ask(queries.tags, world.as(), { record: id });
    expect(tags).toMatchObject([{ code: 'SDG 7', state: 'confirmed', words: 'of lamps' }]);
  });

  test('does not come again once it is rejected; what a person confirmed cannot be rejected', async () => {
    const [, id = ''] = obligations;
    await suggest(id, 'SDG 14');
    const reject = (concepts: string) => execute(commands.tagReject, as(), { record: id, concepts });
    await reject('SDG 14');
    expect(await codes(id)).toEqual(['SDG 7']);
    expect(await status(reject('SDG 14'))).toBe(409);
    expect(await status(reject('SDG 7'))).toBe(409);
    expect(await codes(id)).toEqual(['SDG 7']);
  });
});

describe('what the words of a record speak for', () => {
  const suggested = async (record: string, actor?: Actor, lang: 'en' | 'ar' = 'en') =>
    (await ask(queries.suggestions, world.as(actor ?? world.officer, { lang }), { record })).suggestions;

  test('is suggested with these words to who may tag it, and nothing is applied', async () => {
    const orders = ['to open by 2 May 2026 a school for the children of fishers;', 'to send nurses to Kenya,'];
    const { text: other } = await world.bring(sample({ title: 'On schools', orders }).replace('500', '503'));
    const found = await suggested(other);
    expect(found.map((one) => one.code)).toEqual(expect.arrayContaining(['SDG 4', 'M49 404']));
    expect(found.find((one) => one.code === 'SDG 4')).toMatchObject({ scheme: 'sdg', wordsLang: 'en' });
    expect(found.find((one) => one.code === 'SDG 4')?.words).toContain('school');
    expect((await suggested(other, world.officer, 'ar')).find((one) => one.code === 'SDG 4')?.name?.lang).toBe('ar');
    expect(await codes(other)).toEqual([]);
    expect(await status(suggested(other, await world.person('bystander', [])))).toBe(403);

    const forms = await suggestedBy({ db: world.db.db.read, lang: 'fr' }, [
      { lang: 'fr', value: 'Une école, puis des écoles, et leurs élèves.' },
    ]);
    const words = forms.find((one) => one.code === 'SDG 4')?.words ?? [];
    expect(words, 'forms of one word are told once').toContain('école');
    expect(words).not.toContain('écoles');

    await put(other, 'SDG 4', { words: 'school', lang: 'en' });
    await execute(commands.tagReject, as(), { record: other, concepts: 'M49 404' });
    const after = (await suggested(other)).map((one) => one.code);
    expect(after).not.toContain('SDG 4');
    expect(after, 'one that was rejected does not come again').not.toContain('M49 404');
    expect(await codes(other)).toEqual(['SDG 4']);
  });

  test('does not quote a draft to those who see the record', async () => {
    const { text: shown } = await world.bring(sample({ title: 'Plain' }).replace('500', '504'), { version: '2024' });
    await world.bring(
      sample({ title: 'Plain', orders: ['to vaccinate all patients of the hospital,'] }).replace('500', '504'),
      {
        version: '2025',
        visibility: 'draft',
      },
    );
    expect((await suggested(shown)).map((one) => one.code)).not.toContain('SDG 3');
  });
});

describe('what stands under a concept', () => {
  test('is counted by kind, with what stands below it, and opens by key', async () => {
    const [id = ''] = obligations;
    await put(id, 'SDG 9.1');
    await put(text, 'C2');
    const both = await ask(queries.tagged, world.as(), { concept: ['C2', 'SDG 9'] });
    expect(both.kinds.map((one) => [one.kind, one.n, one.records.map((each) => each.at)])).toEqual([
      ['obligation', 1, ['register/1']],
      ['text', 1, ['texts/council-500']],
    ]);
    const under = await ask(queries.tagged, world.as(), { concept: 'SDG 9' });
    expect(under.kinds.map((one) => one.kind)).toEqual(expect.arrayContaining(['obligation', 'text', 'session']));
  });

  test('leaves out what the reader may not see and what is only suggested or rejected', async () => {
    const { text: hidden } = await world.bring(sample({ title: 'Hidden' }).replace('500', '502'), {
      visibility: 'draft',
    });
    await put(hidden, ['C10', 'SDG 12']);
    expect((await ask(queries.tagged, world.as(), { concept: ['C10', 'SDG 12'] })).kinds).toEqual([]);
    expect((await ask(queries.tagged, as(), { concept: ['C10', 'SDG 12'] })).kinds).toMatchObject([
      { kind: 'text', n: 1 },
    ]);
    expect((await ask(queries.tagged, world.as(), { concept: 'SDG 14' })).kinds).toEqual([]);
  });

  test('goes on from where a page ended', async () => {
    for (const id of obligations) await put(id, 'C9');
    const { kinds } = await ask(queries.tagged, world.as(), { concept: 'C9', kind: 'obligation' });
    expect(kinds[0]?.n).toBe(obligations.length);
    const first = kinds[0]?.records[0]?.id;
    const rest = await ask(queries.tagged, world.as(), { concept: 'C9', kind: 'obligation', after: first });
    expect(rest.kinds[0]?.records.map((one) => one.id)).toEqual(kinds[0]?.records.slice(1).map((one) => one.id));
  });
});

describe('choosing', () => {
  test('offers small frameworks whole and of large ones the first levels', async () => {
    const { schemes } = await ask(queries.choices, world.as(undefined, { lang: 'es' }), {});
    const of = (scheme: string) => schemes.find((one) => one.scheme === scheme);
    expect([of('wsis-action-lines')?.whole, of('wsis-action-lines')?.concepts.length]).toEqual([true, 19]);
    expect([of('sdg')?.whole, of('sdg')?.concepts.length]).toEqual([false, 18]);
    expect(of('sdg')?.concepts[4]?.name?.value).toBe('Educación de Calidad');
  });

  test('finds by code, by words in the reader’s language and by English ones', async () => {
    const found = async (q: string, lang: 'ar' | 'ru' = 'ru') =>
      (await ask(queries.find, world.as(undefined, { lang }), { q })).concepts.map((one) => one.code);
    expect(await found('9.c')).toEqual(['SDG 9.c']);
    expect(await found('образования')).toContain('SDG 4');
    expect(await found('education')).toContain('SDG 4');
    expect(await found('تعليم', 'ar')).toContain('SDG 4');
    expect(await found('zzz')).toEqual([]);
  });
});
