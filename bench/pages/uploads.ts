// `node bench/pages/uploads.ts`: eight hostile files at once, all kinds in turn, and eight of the largest that may be sent;
// how far the server's memory rises, how long each answer takes.
import { bench, memoryOf } from './server.ts';
import { hostileFiles } from '../../packages/texts/test/docx/hostile.ts';

const one = bench();
try {
  const { link } = JSON.parse(
    one.suivi('user', 'add', '--name', 'bench', '--email', 'bench@example.org', '--role', 'officer', '--json'),
  ) as { link: string };
  const pid = await one.serve();
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
  if (!cookie) throw new Error(`no session: ${welcome.status}`);
  const send = async (bytes: Uint8Array, name: string): Promise<[number, number]> => {
    const started = performance.now();
    const answer = await fetch(`${one.origin}/api/v1/texts.import?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      body: bytes as Uint8Array<ArrayBuffer>,
      headers: { cookie, origin: one.origin, 'content-type': 'application/octet-stream' },
    });
    await answer.arrayBuffer();
    return [answer.status, performance.now() - started];
  };
  let peak = 0;
  const look = setInterval(() => (peak = Math.max(peak, memoryOf(pid))), 10);
  const rounds: { name: string; rise: number; slowest: number; statuses: string }[] = [];
  const round = async (name: string, files: { name: string; bytes: Uint8Array }[]): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = memoryOf(pid);
    peak = before;
    const answers = await Promise.all(files.map((file) => send(file.bytes, file.name)));
    rounds.push({
      name,
      rise: peak - before,
      slowest: Math.max(...answers.map(([, time]) => time)),
      statuses: [...new Set(answers.map(([status]) => status))].join(' '),
    });
  };
  const files = hostileFiles().map((file) => ({ name: file.name, bytes: file.bytes() }));
  await send(files[0]!.bytes, files[0]!.name);
  for (let i = 0; i + 8 <= files.length; i += 8) await round(`hostile ${i + 1}-${i + 8}`, files.slice(i, i + 8));
  const worst = files.find((file) => /bomb/.test(file.name)) ?? files[0]!;
  await round(
    `eight times ${worst.name}`,
    Array.from({ length: 8 }, () => worst),
  );
  await round(
    'eight of 60 MB, not text',
    Array.from({ length: 8 }, () => ({ name: 'big.txt', bytes: new Uint8Array(60 * 1024 * 1024) })),
  );
  clearInterval(look);
  for (const each of rounds)
    process.stdout.write(
      `${each.name}: +${each.rise.toFixed(0)} MB, slowest ${each.slowest.toFixed(0)} ms, status ${each.statuses}\n`,
    );
} finally {
  await one.stop();
}
