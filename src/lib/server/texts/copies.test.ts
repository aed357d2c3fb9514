import { publicCopy } from '@suivi/texts/scrub';
import { toDocx } from '@suivi/texts/write/docx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getFile, putFile, sha256Of } from '../files/index.ts';
import { SYSTEM } from '../platform/actor.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { jobs, receive } from './index.ts';

let world: World;
beforeAll(async () => void (world = await makeWorld()));
afterAll(() => world.close());

/** A Word file that names who wrote it. */
const word = (words: string): Uint8Array =>
  toDocx({
    title: '',
    language: 'en',
    properties: { author: 'Ana Example' },
    blocks: [{ kind: 'paragraph', runs: [{ text: words }] }],
  });
const run = async (): Promise<void> => {
  for (const job of jobs) await job.work(world.as(SYSTEM), {});
};
const write = () => world.db.db.UNSAFE_write;
const copyOf = async (sha256: string): Promise<string | null> => {
  const file = write().selectFrom('file').select('public_copy').where('sha256', '=', sha256);
  return (await file.executeTakeFirstOrThrow()).public_copy;
};
const put = (file: string, copy: string) =>
  write().updateTable('file').set({ public_copy: copy }).where('sha256', '=', file).execute();
/** A file that is on record, whatever stands in it. */
async function recorded(bytes: Uint8Array): Promise<string> {
  const sha256 = await putFile(bytes);
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  await write().insertInto('file').values({ sha256, size: '1', type, created_at: new Date() }).execute();
  return sha256;
}

test('public copies that an older engine made are made anew, once; a file that can no longer be read keeps its own', async () => {
  const [whole, broken] = [word('Keep the quays.'), word('Keep the lighthouses.')];
  for (const [i, bytes] of [whole, broken].entries())
    await receive(world.as(world.officer), new Uint8Array(bytes), `${i}.docx`);
  const one = sha256Of(whole);
  const other = await recorded(new TextEncoder().encode('PK, but no more of a file.'));
  await write().updateTable('document').set({ file: other }).where('name', '=', '1.docx').execute();
  // As an engine left it that knew less of what must go.
  const older = await recorded(word('As it was copied before.'));
  for (const file of [one, other]) await put(file, older);

  await run();
  const copy = (await copyOf(one)) ?? '';
  expect(await getFile(copy)).toEqual(publicCopy(whole).bytes);
  expect(await copyOf(other)).toBe(older);

  // Done once: what is there stays as it is, until copies are made otherwise.
  await put(one, older);
  await run();
  expect(await copyOf(one)).toBe(older);
  const value = JSON.stringify({ version: 0, after: '', done: true });
  await write().updateTable('setting').set({ value }).where('name', '=', 'public-copies').execute();
  await run();
  expect(await copyOf(one)).toBe(copy);
});
