import { strFromU8, unzipSync } from 'fflate';
import { LANGUAGES } from '@suivi/texts/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkedDraft } from '../output/index.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { makeWorld, ORDERS, sample, type World } from '../testing/world.ts';
import { checkDraft, checkUpload, commands, queries } from './index.ts';

let world: World;
let edition: string;
beforeAll(async () => {
  world = await makeWorld();
  const saved = await world.bring(sample());
  edition = saved.edition;
  await world.confirmAll();
  await execute(commands.adoptVersion, world.as(world.officer), { id: saved.version, on: '2024-06-14' });
});
afterAll(() => world.close());

const request = (words: string): Request =>
  new Request('http://localhost/check?name=draft.txt', { method: 'POST', body: words });
const count = async (): Promise<unknown> =>
  (await world.db.db.pool.query('select count(*) from record, event')).rows[0];

test('a draft is compared with what is on record, and nothing of it is kept', async () => {
  const before = await count();
  const [text] = await checkUpload(
    world.as(world.officer),
    request(sample({ orders: [ORDERS[0]!, 'to apply Resolution 4999;'] }).replace('500', '501')),
  );
  const rules = text?.findings.map((one) => [one.rule, one.values['where'] ?? one.values['number']]);
  expect(rules).toContainEqual(['repeated-on-record', '#1']);
  expect(rules).toContainEqual(['unknown-instrument', '4999']);
  expect(await count()).toEqual(before);
});

test('an edition on record is not compared with itself', async () => {
  const { findings } = await ask(queries.checkEdition, world.as(world.officer), { edition });
  expect(findings.map((one) => one.rule)).not.toContain('repeated-on-record');
});

test('a stranger is asked to sign in, before anything is read', async () => {
  const sent = request(sample());
  await expect(checkUpload(world.as(), sent)).rejects.toMatchObject({ status: 401 });
  expect(sent.bodyUsed).toBe(false);
});

test.each(LANGUAGES)('the same as a Word file in %s: each remark is a comment at its place', async (lang) => {
  const sent = request(sample({ orders: ['to submit a report;', 'to apply Resolution 4999;'] }));
  const ctx = world.as(world.officer, { lang });
  const { outline, findings } = await checkDraft(ctx, sent);
  const files = unzipSync(checkedDraft(outline, findings, lang, ctx.now));
  const comments = strFromU8(files['word/comments.xml'] ?? new Uint8Array());
  const body = strFromU8(files['word/document.xml'] ?? new Uint8Array());
  expect(comments.match(/<w:comment /g)).toHaveLength(findings.length);
  expect(body.match(/<w:commentReference /g)).toHaveLength(findings.length);
  // The remark on the cited instrument stands around the paragraph that cites it, and nowhere else.
  const at = findings.findIndex((one) => one.rule === 'unknown-instrument');
  expect(at).toBeGreaterThanOrEqual(0);
  const around = new RegExp(`<w:commentRangeStart w:id="${at}"/>(.*?)<w:commentRangeEnd w:id="${at}"/>`, 's').exec(
    body,
  );
  expect((around?.[1] ?? '').replace(/<[^>]+>/g, '')).toContain('Resolution 4999');
  expect((around?.[1] ?? '').replace(/<[^>]+>/g, '')).not.toContain('submit a report');
});
