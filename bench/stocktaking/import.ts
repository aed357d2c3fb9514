// `node bench/stocktaking/import.ts [entries]`: entries a second, taken as a file as the page, the API and the command line take it
// (JSON, a line each), by the command's own rules, an event each; then what the job does until the last of them can be found in the lists.
import { readFileSync } from 'node:fs';
import { takeLines } from '../../src/lib/server/stocktaking/index.ts';
import { Options } from '../../src/lib/server/stocktaking/import/take.ts';
import { openDatabase } from '../../src/lib/server/platform/db.ts';
import { stopSenders } from '../../src/lib/server/platform/jobs.ts';
import { commands as accounts } from '../../src/lib/server/accounts/index.ts';
import { SYSTEM, type Actor } from '../../src/lib/server/platform/actor.ts';
import { execute } from '../../src/lib/server/platform/command.ts';
import { renewAll } from '../../src/lib/server/stocktaking/renew.ts';
import { withServer } from './server.ts';
import { lines } from './lines.ts';
import '../../src/lib/server/registry.ts';

const count = Number(process.argv[2] ?? '20000');
/** Entries of one file. */
const FILE = 10_000;

/** Microseconds of processor that processes have used (Linux tells it). */
const usedBy = (pids: ReadonlySet<number>): number =>
  [...pids].reduce((sum, pid) => sum + Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1000, 0);

await withServer(async (url) => {
  const database = openDatabase(url, { max: 4 });
  const backends = new Set<number>();
  database.pool.on('connect', (client) => {
    // The driver knows it from the server's greeting, and does not say so in its types.
    if ('processID' in client && typeof client.processID === 'number') backends.add(client.processID);
  });
  const system = { database, actor: SYSTEM, now: new Date(), lang: 'en', door: 'import' } as const;
  // An officer brings them in, who is named in each version, each tag and each event.
  const { id } = await execute(accounts.invitePerson, system, {
    name: 'Officer',
    email: 'officer@example.org',
    roles: ['officer'],
  });
  const officer: Actor = {
    kind: 'person',
    id,
    name: 'Officer',
    organisations: [],
    grants: [{ role: 'officer', permissions: ['stocktaking.*'], scope: { kind: 'all' } }],
  };
  const ctx = { ...system, actor: officer };
  const made = lines(count);
  let taking = 0;
  const before = process.cpuUsage();
  let making = 0;
  for (let done = 0; done < count;) {
    const making0 = process.cpuUsage();
    const file: string[] = [];
    while (file.length < Math.min(FILE, count - done)) file.push(JSON.stringify(made.next().value?.fields));
    const bytes = new TextEncoder().encode(file.join('\n'));
    const spent = process.cpuUsage(making0);
    making += spent.user + spent.system;
    const begun = performance.now();
    const report = await takeLines(ctx, bytes, Options.parse({ publish: true }));
    const took = performance.now() - begun;
    taking += took;
    if (report.added !== file.length)
      throw new Error(JSON.stringify(report.lines.find(({ outcome }) => outcome !== 'added')));
    done += file.length;
    process.stdout.write(`${done}: ${((file.length * 1000) / took).toFixed(0)} entries/s\n`);
  }
  const spent = process.cpuUsage(before);
  process.stdout.write(
    `${((count * 1000) / taking).toFixed(0)} entries/s; µs of processor each: ${((spent.user + spent.system - making) / count).toFixed(0)} in Node, ${(usedBy(backends) / count).toFixed(0)} in PostgreSQL\n`,
  );
  const begun = performance.now();
  const idle = process.cpuUsage();
  const written = await renewAll(ctx);
  const took = performance.now() - begun;
  const renewing = process.cpuUsage(idle);
  process.stdout.write(
    `${written} in the lists after ${(took / 1000).toFixed(0)} s more: ${((written * 1000) / took).toFixed(0)} entries/s; ${((renewing.user + renewing.system) / count).toFixed(0)} µs of processor in Node each\n`,
  );
  const { rows } = await database.pool.query<{ name: string; size: string }>(
    `select c.relname as name, pg_size_pretty(pg_total_relation_size(c.oid)) as size from pg_class c
     where c.relname in ('initiative', 'initiative_version', 'tag', 'event_2026', 'event_record')`,
  );
  process.stdout.write(rows.map(({ name, size }) => `${name} ${size}`).join(', ') + '\n');
  await stopSenders(url);
  await database.close();
});
