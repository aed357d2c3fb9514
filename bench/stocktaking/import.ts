// `node bench/stocktaking/import.ts [entries]`: entries a second through the command that imports, by its own rules, an event
// each, written to the tables of search. The generator's own time is told apart.
import { execute } from '../../src/lib/server/platform/command.ts';
import { openDatabase } from '../../src/lib/server/platform/db.ts';
import { SYSTEM } from '../../src/lib/server/platform/actor.ts';
import { commands } from '../../src/lib/server/stocktaking/index.ts';
import { withServer } from './server.ts';
import { lines } from './lines.ts';
import '../../src/lib/server/registry.ts';

type Line = { line: number; fields: Record<string, unknown> };

const count = Number(process.argv[2] ?? '20000');
await withServer(async (url) => {
  const database = openDatabase(url, { max: 4 });
  const ctx = { database, actor: SYSTEM, now: new Date(), lang: 'en', door: 'import' } as const;
  let making = 0;
  let taking = 0;
  const made = lines(count);
  for (let done = 0; done < count;) {
    const start = performance.now();
    const batch: Line[] = [];
    while (batch.length < Math.min(1_000, count - done)) batch.push(made.next().value as Line);
    making += performance.now() - start;
    const begun = performance.now();
    const { lines: report } = await execute(commands.bring, ctx, { publish: true, lines: batch });
    taking += performance.now() - begun;
    const refused = report.filter(({ outcome }) => outcome !== 'added');
    if (refused.length > 0) throw new Error(JSON.stringify(refused[0]));
    done += batch.length;
    if (done % 10_000 === 0 || done <= 5_000)
      process.stdout.write(
        `${done}: ${((done * 1000) / taking).toFixed(0)} entries/s (made in ${(making / 1000).toFixed(0)} s)\n`,
      );
  }
  const { rows } = await database.pool.query<{ name: string; size: string }>(
    `select c.relname as name, pg_size_pretty(pg_total_relation_size(c.oid)) as size from pg_class c
     where c.relname in ('initiative', 'initiative_version', 'search_document', 'search_word', 'tag', 'event_2026', 'event_record')`,
  );
  process.stdout.write(rows.map(({ name, size }) => `${name} ${size}`).join(', ') + '\n');
  await database.close();
});
