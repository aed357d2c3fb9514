// `node bench/amendments/live.ts [readers] [saves]`: so many readers follow one text (half on each of two servers over one
// database) while the pen-holder saves; how long after a save is sent each has it. Loopback only; bounded by a minute.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { startCluster } from '../../src/lib/server/platform/postgres/cluster.ts';
import { bench, root } from '../pages/server.ts';

const [readers = 200, saves = 10] = process.argv.slice(2).map(Number);
const DEADLINE_MS = 60_000;
const PARAGRAPHS = 120;

const one = bench();
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
let second: ReturnType<typeof spawn> | null = null;
const cluster = await startCluster({ data: one.data, throwAway: true });
one.env['DATABASE_URL'] = cluster.url;
try {
  one.suivi('migrate');
  const source = join(one.data, 'text.txt');
  const orders = Array.from(
    { length: PARAGRAPHS },
    (_, i) => `${i + 1}\tto keep quay number ${i + 1} open to all towns;`,
  );
  writeFileSync(
    source,
    ['RESOLUTION 500 (2026)', 'On quays', 'The Council,', 'instructs the Secretary-General', ...orders, ''].join('\n'),
  );
  one.suivi('do', 'bodies.body.create', JSON.stringify({ code: 'council', name: 'Council', lang: 'en' }));
  one.suivi('import', source, '--body', 'council', '--version', '2026', '--visibility', 'public');
  const { link } = JSON.parse(
    one.suivi('user', 'add', '--name', 'bench', '--email', 'bench@example.org', '--role', 'officer', '--json'),
  ) as { link: string };
  await one.serve();
  const port = Number(new URL(one.origin).port) + 1;
  const other = `http://localhost:${port}`;
  second = spawn(process.execPath, ['packages/launcher/bin/suivi.mjs', 'serve'], {
    cwd: root,
    env: { ...one.env, PORT: String(port) },
    stdio: 'ignore',
  });
  const place = '/en/texts/council-500/2026/table';
  await comesUp(other);
  const origins = [one.origin, other];

  const form = new URLSearchParams({ name: '-', email: '-', password: 'a long enough word' });
  const welcome = await fetch(link, {
    method: 'POST',
    body: form,
    headers: { origin: one.origin },
    redirect: 'manual',
  });
  const cookie = welcome.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const post = async (name: string, input: object): Promise<unknown> => {
    const answer = await fetch(`${one.origin}/api/v1/${name}`, {
      method: 'POST',
      body: JSON.stringify(input),
      headers: { cookie, origin: one.origin, 'content-type': 'application/json' },
    });
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const read = async (path: string): Promise<unknown> =>
    (await fetch(`${one.origin}${path}`, { headers: { cookie } })).json();
  const table = (await read('/api/v1/amendments.table?slug=council-500&version=2026')) as {
    edition: { id: string };
    rows: { eid: string; kind: string }[];
  };
  const eid = table.rows.filter((row) => row.kind === 'item').at(60)?.eid;

  let heard: (() => void) | null = null;
  const open = (origin: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const sent = request(`${origin}${place}/live?seq=0`, { agent }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`a stream answered ${response.statusCode}`));
        response.setEncoding('utf8');
        let left = '';
        response.on('data', (piece: string) => {
          left += piece;
          if (left.includes('retry:')) resolve();
          for (let at = left.indexOf('\n\n'); at >= 0; at = left.indexOf('\n\n')) {
            // One that was not listening yet when it was saved is told to read anew.
            if (/^event: (?:step|behind)$/m.test(left.slice(0, at))) heard?.();
            left = left.slice(at + 2);
          }
        });
      });
      sent.on('error', reject);
      sent.end();
    });
  await Promise.all(Array.from({ length: readers }, (_, i) => open(origins[i % 2] ?? one.origin)));
  await new Promise((resolve) => setTimeout(resolve, 2_000));

  const times: number[] = [];
  const answered: number[] = [];
  const ends = performance.now() + DEADLINE_MS;
  for (let save = 1; save <= saves && performance.now() < ends; save++) {
    let count = 0;
    const started = performance.now();
    const all = new Promise<void>((resolve) => {
      heard = () => {
        times.push(performance.now() - started);
        if (++count === readers) resolve();
      };
      setTimeout(resolve, 10_000);
    });
    const input = {
      edition: table.edition.id,
      eid,
      words: `to keep quay number 61 open, save ${save};`,
      seq: save - 1,
    };
    await post('amendments.table.edit', input);
    answered.push(performance.now() - started);
    await all;
    if (count < readers) process.stdout.write(`save ${save}: ${readers - count} readers had nothing within 10 s\n`);
  }
  const at = (list: number[], share: number): number =>
    Math.round([...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0);
  process.stdout.write(
    `${readers} readers on ${new Set(origins).size} server(s), ${saves} saves of a text of ${PARAGRAPHS} paragraphs: seen after the save was sent p50 ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms, most ${at(times, 1)} ms; the save itself answered p50 ${at(answered, 0.5)} ms\n`,
  );
} finally {
  agent.destroy();
  if (second) {
    const ended = new Promise((resolve) => second?.once('exit', resolve));
    second.kill('SIGTERM');
    await ended;
  }
  await cluster.stop();
  await one.stop();
}

async function comesUp(origin: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const up = await fetch(`${origin}/en`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the second server did not come up');
}
