// Readers of a load generator: each asks for a page, waits until a second has passed since they asked, and asks for the next
// ("paced"); or asks again as soon as the answer is there ("full").
import { Agent, request } from 'node:http';

/** A page to be asked for; `way` is what kind of question it is. */
export interface Wanted {
  path: string;
  way?: string;
}
export interface Reading {
  origin: string;
  way: 'paced' | 'full';
  readers: number;
  seconds: number;
  headers?: Record<string, string>;
  /** The next page of a reader, by the reader's number. */
  next: (reader: number) => Wanted;
}
export interface Times {
  pages: number;
  p50: number;
  p95: number;
  p99: number;
}
/** Milliseconds from asking to the last byte. */
export interface Load extends Times {
  perSecond: number;
  failed: number;
  /** Bytes of an answer's body as it came over the wire, on average. */
  bytesEach: number;
  /** The same of each way to ask. */
  ways: Record<string, Times>;
}

/** Who is not answered so long after the end is counted as they stand. */
const PATIENCE_MS = 30_000;

/** Reads pages for so many seconds. An answer that is no 200 has failed; its time counts all the same. */
export async function read({ origin, way, readers, seconds, headers = {}, next }: Reading): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: readers });
  const times: { way: string; ms: number }[] = [];
  let failed = 0;
  let bytes = 0;
  const until = performance.now() + seconds * 1_000;
  const ask = ({ path, way: kind = '' }: Wanted, started = performance.now()): Promise<void> =>
    new Promise((done) => {
      const told = (well: boolean): void => {
        if (!well) failed++;
        times.push({ way: kind, ms: performance.now() - started });
        done();
      };
      const sent = request(
        `${origin}${path}`,
        {
          agent,
          headers: { 'accept-encoding': 'br', ...headers },
          signal: AbortSignal.timeout(Math.ceil(until - started + PATIENCE_MS)),
        },
        (response) => {
          response.on('data', (piece: Buffer) => (bytes += piece.length));
          response.on('close', () => told(response.statusCode === 200 && response.complete));
        },
      );
      sent.on('error', (error) => {
        // A connection that the server closed for having been idle, at the moment when it was used again: browsers ask once more.
        if (sent.reusedSocket && 'code' in error && error.code === 'ECONNRESET')
          done(ask({ path, way: kind }, started));
        else told(false);
      });
      sent.end();
    });
  const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
  await Promise.all(
    Array.from({ length: readers }, async (_, reader) => {
      if (way === 'paced') await pause((reader / readers) * 1000);
      while (performance.now() < until) {
        const started = performance.now();
        await ask(next(reader));
        if (way === 'paced') await pause(Math.max(0, 1000 - (performance.now() - started)));
      }
    }),
  );
  agent.destroy();
  const kinds = Map.groupBy(times, (one) => one.way);
  return {
    ...timesOf(times.map(({ ms }) => ms)),
    perSecond: times.length / seconds,
    failed,
    bytesEach: bytes / Math.max(1, times.length),
    ways: Object.fromEntries([...kinds].map(([kind, list]) => [kind, timesOf(list.map(({ ms }) => ms))])),
  };
}

/** Median and the slowest of twenty and of a hundred. */
export function timesOf(list: readonly number[]): Times {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { pages: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
