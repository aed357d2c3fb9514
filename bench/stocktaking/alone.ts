// Each kind of question of the fixed mix, one at a time: how long it takes, and what it costs of the processors.
import { timesOf, type Times } from '../pages/readers.ts';
import { randomOf } from '../search/entries.ts';
import { mix } from '../search/mix.ts';
import { pathsOf } from './paths.ts';

/** Processor time used until now, ms, by each of the programs that answer. */
export type Processor = () => readonly number[];
export type Cost = Times & { processor: readonly number[] };

/** How long a slow one is waited for. */
export interface Patience {
  /** For an answer, ms: whoever has none by then is told to take longer. */
  answer: number;
  /** For all answers of a kind, ms; no more of it is asked then. */
  kind: number;
  /** Ends what nobody waits for any more. */
  late: () => Promise<void>;
}
export const PATIENT: Patience = { answer: 600_000, kind: Infinity, late: () => Promise.resolve() };

const QUESTIONS = 200;
export const WHOLE = '**the whole mix**';

/** Asks two hundred questions, or as many as patience lasts for, each after `before`; times by kind, Infinity where nobody waited. */
export async function alone(
  origin: string,
  peer: string,
  processor: Processor,
  before: () => Promise<unknown> = () => Promise.resolve(),
  patience = PATIENT,
): Promise<Map<string, Cost>> {
  const next = mix(7);
  const path = pathsOf(peer, randomOf(7));
  const questions = Map.groupBy(
    Array.from({ length: QUESTIONS }, () => next()),
    (one) => one.way,
  );
  const told = new Map<string, Cost>();
  const since = (start: readonly number[], pages: number): number[] =>
    processor().map((now, i) => (now - (start[i] ?? 0)) / pages);
  // As browsers ask: over http Node itself would not ask for brotli.
  const headers = {
    'accept-encoding': 'br',
    ...(peer === 'directus' ? { authorization: 'Bearer bench-token' } : {}),
  };
  /** Null where it took longer than anyone waits. */
  const ask = async (asked: string): Promise<number | null> => {
    const began = performance.now();
    try {
      const answer = await fetch(`${origin}${asked}`, { headers, signal: AbortSignal.timeout(patience.answer) });
      await answer.arrayBuffer();
      const took = performance.now() - began;
      if (answer.ok) return took;
      if (took < patience.answer / 2) throw new Error(`${asked}: ${answer.status}`);
      return null;
    } catch (error) {
      if (performance.now() - began < patience.answer / 2) throw error;
      await patience.late();
      return null;
    }
  };
  const all: number[] = [];
  const begun = processor();
  for (const [way, list] of questions) {
    const times: number[] = [];
    const start = processor();
    const until = performance.now() + patience.kind;
    for (const question of list) {
      if (performance.now() > until) break;
      await before();
      const took = await ask(path(question));
      times.push(took ?? Infinity);
      if (process.env['SLOW'] && (took ?? Infinity) > Number(process.env['SLOW']))
        process.stdout.write(`    ${msOf(took ?? Infinity, patience)} ms ${JSON.stringify(question)}\n`);
    }
    told.set(way, { ...timesOf(times), processor: since(start, times.length) });
    all.push(...times);
  }
  return told.set(WHOLE, { ...timesOf(all), processor: since(begun, all.length) });
}

const msOf = (value: number, { answer }: Patience): string =>
  Number.isFinite(value) ? Math.round(value).toLocaleString('en') : `over ${(answer / 1_000).toLocaleString('en')} s`;

/** The rows of a table of BENCHMARKS.md. Where not all questions were asked, the number of those that were. */
export function tableOf(entries: number, name: string, ways: ReadonlyMap<string, Cost>, patience = PATIENT): string {
  const two = ways.get(WHOLE)?.processor.length === 2 ? ', server + PostgreSQL' : '';
  const rows = [...ways].map(
    ([way, one]) =>
      `| ${way} | ${msOf(one.p50, patience)}, ${msOf(one.p95, patience)} | ${one.processor.map((ms) => ms.toFixed(1)).join(' + ')} | ${one.pages} |`,
  );
  return [
    `\n| ${entries.toLocaleString('en')} entries, one at a time, ${name} | p50, p95 ms | processor ms${two} | asked |\n| --- | --- | --- | --- |`,
    ...rows,
  ].join('\n');
}
