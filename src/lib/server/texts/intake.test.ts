import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileFiles } from '../../../../packages/texts/test/docx/hostile.ts';
import { hasInputs, inputBytes } from '../../../../packages/texts/test/inputs.ts';
import { ANONYMOUS } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { makeWorld, sample, type World } from '../testing/world.ts';
import { commands, documentFile, queries, receive, receiveUpload } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const bytesOf = (words: string): Uint8Array => new TextEncoder().encode(words);
const intake = (id: string) => ask(queries.intake, world.as(world.officer), { id });
const tables = async () => {
  const { rows } = await world.db.db.pool.query<Record<string, string>>(
    'select (select count(*) from record) r, (select count(*) from file) f, (select count(*) from event) e, (select count(*) from intake) i',
  );
  return rows[0];
};
const files = (): string[] =>
  readdirSync(process.env['SUIVI_FILES'] ?? '', { recursive: true })
    .map(String)
    .sort();

describe('a document taken in', () => {
  test('the same bytes again lead to the same record, also when sent ten times at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () => receive(world.as(world.officer), bytesOf(sample()), 'again.txt')),
    );
    expect(new Set(all.map((one) => one.id)).size).toBe(1);
    expect((await receive(world.as(world.officer), bytesOf(sample()), 'other-name.txt')).again).toBe(true);
  });

  test('is kept byte for byte', async () => {
    const words = sample({ title: 'Bytes are kept' });
    const { id } = await receive(world.as(world.officer), bytesOf(words), 'kept.txt');
    const { file } = await intake(id);
    const { getFile } = await import('../files/index.ts');
    expect(new TextDecoder().decode(await getFile(file))).toBe(words);
  });

  test('in Akoma Ntoso is the text that its marks say, with the ids that it has', async () => {
    const xml = `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><mainBody>
      <hcontainer name="instructs" eId="hc_7"><heading>instructs the Secretary-General</heading>
      <paragraph eId="hc_7__p_9"><num>9</num><content><p>to keep the quays.</p></content></paragraph></hcontainer>
      </mainBody></statement></akomaNtoso>`;
    const { id } = await receive(world.as(world.officer), bytesOf(xml), 'kept.xml');
    const [text] = (await intake(id)).outline.texts;
    expect(text!.groups).toMatchObject([
      { eId: 'hc_7', verb: 'instructs', items: [{ eId: 'hc_7__p_9', label: '9', text: 'to keep the quays.' }] },
    ]);
  });

  test('can be corrected line by line, and the correction of an older state is refused', async () => {
    const { id } = await receive(world.as(world.officer), bytesOf(sample({ title: 'To correct' })), 'correct.txt');
    const { outline, rev } = await intake(id);
    const group = outline.texts[0]!.groups.find((one) => one.verb !== null && one.part === 'operative')!;
    const [first, second] = group.items;
    const correct = (corrections: object[], at = rev) =>
      execute(commands.correctIntake, world.as(world.officer), { id, rev: at, corrections });
    await correct([
      { do: 'label', text: 0, eId: first?.eId, label: '1 bis' },
      { do: 'merge', text: 0, eId: second?.eId },
      { do: 'addressees', text: 0, eId: group.eId, addressees: 'the Secretariat\nthe Bureau' },
      { do: 'title', text: 0, title: 'Corrected' },
    ]);
    const after = (await intake(id)).outline.texts[0]!;
    const mended = after.groups.find((one) => one.eId === group.eId)!;
    expect(after.title).toBe('Corrected');
    expect(mended.items[0]).toMatchObject({ label: '1 bis', text: `${first?.text} ${second?.text}` });
    expect(mended.items).toHaveLength(group.items.length - 1);
    expect(mended.addressees).toEqual(['the Secretariat', 'the Bureau']);
    await expect(correct([{ do: 'title', text: 0, title: 'Too late' }])).rejects.toMatchObject({ status: 409 });
    const now = (await intake(id)).rev;
    await expect(correct([{ do: 'label', text: 0, eId: 'nowhere', label: '9' }], now)).rejects.toMatchObject({
      issues: [{ path: 'eId', code: 'no-such-place' }],
    });
  });

  test('a merge and a split give back what was there', async () => {
    const { id } = await receive(world.as(world.officer), bytesOf(sample({ title: 'To split' })), 'split.txt');
    const { outline, rev } = await intake(id);
    const item = outline.texts[0]!.groups.find((one) => one.part === 'operative')!.items[0]!;
    await execute(commands.correctIntake, world.as(world.officer), {
      id,
      rev,
      corrections: [{ do: 'split', text: 0, eId: item.eId, at: item.text.indexOf(' each year') }],
    });
    const items = (await intake(id)).outline.texts[0]!.groups.find((one) => one.part === 'operative')!.items;
    expect(items.slice(0, 2).map((one) => one.text)).toEqual([
      'to submit to the Council',
      'each year a report on the state of the quays;',
    ]);
  });

  test.skipIf(!hasInputs)('the sample report yields two texts, and its obligations wait for review', async () => {
    const bytes = inputBytes('council-report-wsis-sdg.fr.txt');
    const { id } = await receive(world.as(world.officer), bytes, 'report.txt');
    const { outline } = await intake(id);
    expect(outline.texts.map((one) => one.kind)).toEqual(['report', 'resolution']);
    const saved = await execute(commands.saveIntake, world.as(world.officer), {
      id,
      text: 1,
      body: 'council',
      version: '2024',
      visibility: 'public',
    });
    // The file holds the report as well, which nobody has saved: it stays with the officers.
    const { document } = await world.db.db.read
      .selectFrom('edition')
      .select('document')
      .where('id', '=', saved.edition)
      .executeTakeFirstOrThrow();
    const file = () => documentFile(world.db.db.read, ANONYMOUS, document ?? '', false);
    await expect(file()).rejects.toMatchObject({ status: 404 });
    await execute(commands.saveIntake, world.as(world.officer), {
      id,
      text: 0,
      body: 'forum',
      version: '2024',
      visibility: 'public',
    });
    expect((await file()).name).toBe('report.txt');
    const waiting = await world.db.db.read
      .selectFrom('obligation')
      .select('id')
      .where('text', '=', saved.text)
      .where('review', '=', 'suggested')
      .execute();
    expect(waiting.length).toBeGreaterThan(25);
  });
});

describe('a file that cannot be read', () => {
  test('is refused with its reason, and leaves nothing in tables or folders', async () => {
    const before = [await tables(), files()];
    const seen = new Set<string>();
    for (const file of hostileFiles()) {
      const error = await receive(world.as(world.officer), file.bytes(), file.name).catch((fault: unknown) => fault);
      expect(error, file.name).toMatchObject({ code: `unreadable-${file.code}`, status: 422 });
      seen.add(file.code);
    }
    expect(seen.size).toBeGreaterThanOrEqual(10);
    expect([await tables(), files()]).toEqual(before);
  });

  test('is refused eight at once', async () => {
    const before = [await tables(), files()];
    const answers = await Promise.allSettled(
      hostileFiles()
        .slice(0, 8)
        .map((file) => receive(world.as(world.officer), file.bytes(), file.name)),
    );
    expect(answers.every((one) => one.status === 'rejected')).toBe(true);
    expect([await tables(), files()]).toEqual(before);
  });
});

describe('an upload', () => {
  const request = (body: Uint8Array | FormData, headers: Record<string, string> = {}, name = 'x.txt'): Request =>
    new Request(`http://localhost/api/v1/texts.import?name=${name}`, {
      method: 'POST',
      body: body instanceof FormData ? body : new Blob([body as Uint8Array<ArrayBuffer>]),
      headers,
    });

  test('of who may not import is refused before a byte of it is read', async () => {
    for (const [actor, status] of [
      [ANONYMOUS, 401],
      [await world.person('reader', []), 403],
    ] as const) {
      const sent = request(bytesOf(sample()));
      await expect(receiveUpload(world.as(actor), sent)).rejects.toMatchObject({ status });
      expect(sent.bodyUsed).toBe(false);
    }
  });

  test('that says it is too large is refused before a byte of it is read', async () => {
    const sent = request(bytesOf('small'), { 'content-length': String(200 * 1024 * 1024) });
    await expect(receiveUpload(world.as(world.officer), sent)).rejects.toMatchObject({
      code: 'unreadable-too-large',
      status: 413,
    });
    expect(sent.bodyUsed).toBe(false);
  });

  test('comes in as a form and as the body itself', async () => {
    const form = new FormData();
    form.set('file', new File([sample({ title: 'Sent' })], 'sent.txt'));
    const first = await receiveUpload(world.as(world.officer), request(form));
    const again = await receiveUpload(world.as(world.officer), request(bytesOf(sample({ title: 'Sent' }))));
    expect(again).toEqual({ id: first.id, again: true });
    expect((await intake(first.id)).name).toBe('sent.txt');
  });

  test('of nothing is told so', async () => {
    await expect(
      receiveUpload(world.as(world.officer), request(new Uint8Array(), { 'content-type': 'text/plain' })),
    ).rejects.toMatchObject({ code: 'unreadable-empty' });
    await expect(receiveUpload(world.as(world.officer), request(new FormData()))).rejects.toMatchObject({
      code: 'unreadable-empty',
    });
  });
});
