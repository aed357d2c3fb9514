// `node bench/pages/reading.ts [rounds] [seconds]`: the reading page of a text of 200 paragraphs, served by the built
// server on its own database; warm (the page is kept) and never kept (each address asked for once).
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bench, median, root } from './server.ts';

const [rounds = '5', seconds = '4'] = process.argv.slice(2);
const one = bench();
const { suivi, origin } = one;

const words =
  'submit to the Council each year a report on the state of the quays, the ferries and the lighthouses, with the views of the harbour towns and of all who keep them';
const file = join(one.data, 'long.txt');
writeFileSync(
  file,
  [
    'RESOLUTION 700 (2024)',
    'Keeping of the harbours',
    'The Council,',
    'recalling',
    ...Array.from(
      { length: 40 },
      (_, i) => `${i + 1}\tthat quay ${i + 1} was built to be kept, and that the towns agreed to keep it;`,
    ),
    'instructs the Secretary-General',
    ...Array.from({ length: 157 }, (_, i) => `${i + 1}\tto ${words} (quay ${i + 1});`),
    '',
  ].join('\n'),
);
suivi('do', 'bodies.body.create', '{"code":"council","name":"Council","lang":"en"}');
suivi('import', file, '--body=council', '--version=2024', '--visibility=public', '--adopted=2024-06-14');
const queue = async (): Promise<void> => {
  for (;;) {
    const { queue: waiting } = JSON.parse(suivi('do', 'register.review.item')) as { queue: { id: string }[] };
    if (waiting.length === 0) return;
    suivi('do', 'register.review.bulk', JSON.stringify({ ids: waiting.map((each) => each.id), act: 'confirm' }));
  }
};
await queue();

try {
  await one.serve('/en/texts/council-700/2024');
  const load = (paths: string[]): { perSecond: number; p95: number; bytesEach: number; failed: number } => {
    const { stdout } = spawnSync(process.execPath, ['bench/pages/load.ts', origin, '16', seconds, ...paths], {
      cwd: root,
      encoding: 'utf8',
    });
    return JSON.parse(stdout) as { perSecond: number; p95: number; bytesEach: number; failed: number };
  };
  const page = '/en/texts/council-700/2024';
  const fresh = (round: number): string[] => Array.from({ length: 20_000 }, (_, i) => `${page}?fresh=${round}-${i}`);
  const results: Record<'kept' | 'made', ReturnType<typeof load>[]> = { kept: [], made: [] };
  load([page]);
  for (let round = 0; round < Number(rounds); round++) {
    const order = round % 2 === 0 ? (['kept', 'made'] as const) : (['made', 'kept'] as const);
    for (const way of order) results[way].push(load(way === 'kept' ? [page] : fresh(round)));
  }
  for (const [way, list] of Object.entries(results))
    process.stdout.write(
      `${way}: ${median(list.map((each) => each.perSecond)).toFixed(0)} pages/s, p95 ${median(list.map((each) => each.p95)).toFixed(1)} ms, ${(median(list.map((each) => each.bytesEach)) / 1024).toFixed(1)} KB each, ${list.reduce((sum, each) => sum + each.failed, 0)} failed\n`,
    );
} finally {
  await one.stop();
}
