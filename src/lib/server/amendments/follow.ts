import type { LineNumbers, LineStart, Run, Text } from '@suivi/texts';
import { printedWords } from '@suivi/texts/amend/lines';
import { labelOf } from '@suivi/texts/write';
import { sql } from 'kysely';
import { ANONYMOUS, type Actor } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import type { Database } from '../platform/db.ts';
import { listen } from '../platform/live.ts';
import { visibleTo } from '../platform/visibility.ts';
import { rowsOf, type NodeRow } from '../texts/index.ts';
import { linesOf, startsIn } from './lines.ts';
import { topicOf } from './steps.ts';
import { onTable } from './table.ts';

/** A paragraph of the text on the table. `id` stays when its number or address changes. */
export interface TableRow {
  id: string;
  eid: string;
  label: string | null;
  /** The label with its sign, as pages print it: "a)". */
  printed: string;
  kind: NodeRow['kind'];
  depth: number;
  runs: Run[];
  /** Where numbered lines begin in its words; empty where they are not asked for. */
  lines: LineStart[];
}

/** Paragraphs as the page prints them: what was deleted under marks stands there too. */
export const tableRows = (text: Text, numbers: LineNumbers | null): TableRow[] =>
  rowsOf(text).map(({ wid, eid, label, kind, depth, runs }) => ({
    id: wid ?? eid,
    eid,
    label,
    printed: labelOf(label),
    kind,
    depth,
    runs,
    lines: numbers === null ? [] : startsIn(numbers, { wid, eid }, printedWords(runs), text.language),
  }));

/** What changed from one step to the next: the order of all paragraphs, and those that are new or not as before. */
export interface Changes {
  from: number;
  seq: number;
  order: string[];
  rows: TableRow[];
}

export function changesBetween(
  before: { seq: number; rows: TableRow[] },
  now: { seq: number; rows: TableRow[] },
): Changes {
  const known = new Map(before.rows.map((row) => [row.id, JSON.stringify(row)]));
  return {
    from: before.seq,
    seq: now.seq,
    order: now.rows.map((row) => row.id),
    rows: now.rows.filter((row) => known.get(row.id) !== JSON.stringify(row)),
  };
}

/** A stream lasts no longer: its reader comes again, and who they are is asked anew. */
const LASTS_MS = 5 * 60_000;
const PULSE_MS = 25_000;
/** Steps that wait for a reader whose line is slow; then they are let go, and come again. */
const WAITING = 50;
const encoder = new TextEncoder();

interface Reader {
  actor: Actor;
  send(words: string): void;
  end(): void;
}

/** All of one process who follow one edition: what a step changed is read once for them, and who may still see it asked. */
class Hall {
  readonly readers = new Set<Reader>();
  readonly #database: Database;
  readonly #edition: string;
  #stop: Promise<() => Promise<void>> | null = null;
  #shown: { seq: number; rows: TableRow[] } | null = null;
  #lines: LineNumbers | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(database: Database, edition: string) {
    this.#database = database;
    this.#edition = edition;
  }

  /** @param seq the step that the reader's page shows: where another stands already, they are told to read anew */
  async join(reader: Reader, seq: number): Promise<void> {
    this.readers.add(reader);
    this.#stop ??= listen(this.#database, topicOf(this.#edition), () => this.#next());
    await this.#stop;
    // Those who come at once read the text once.
    if (this.#shown?.seq !== seq) await this.#queue(() => this.#read());
    if (this.#shown && this.#shown.seq !== seq) reader.send(event('behind', { seq: this.#shown.seq }, this.#shown.seq));
  }

  async leave(reader: Reader): Promise<void> {
    this.readers.delete(reader);
    if (this.readers.size > 0 || !this.#stop) return;
    const stop = this.#stop;
    this.#stop = null;
    this.#shown = null;
    this.#lines = null;
    await (
      await stop
    )();
  }

  #queue(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch(() => {});
    return this.#work;
  }

  async #read(): Promise<void> {
    const { seq, text } = await onTable(this.#database.read, this.#edition);
    // From the first step on they stay as they are.
    if (seq === 0 || this.#lines === null || this.#shown?.seq === 0)
      this.#lines = await linesOf(this.#database.read, this.#edition);
    this.#shown = { seq, rows: tableRows(text, this.#lines) };
  }

  #next(): void {
    void this.#queue(async () => {
      const before = this.#shown;
      await this.#read();
      const now = this.#shown;
      if (!now || before?.seq === now.seq) return;
      const words = before
        ? event('step', changesBetween(before, now), now.seq)
        : event('behind', { seq: now.seq }, now.seq);
      const may = new Map<string, Promise<boolean>>();
      for (const reader of [...this.readers]) {
        const who = reader.actor.id ?? reader.actor.kind;
        const asked = may.get(who) ?? maySee(this.#database, reader.actor, this.#edition);
        may.set(who, asked);
        void asked.then((yes) => (yes ? reader.send(words) : reader.end())).catch(() => reader.end());
      }
    });
  }
}

const event = (name: string, data: unknown, seq: number): string =>
  `id: ${seq}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** Whether a reader sees the text on the table: its edition, and what is proposed to its version. */
async function maySee(database: Database, actor: Actor, edition: string): Promise<boolean> {
  const { rows } = await sql`select from edition e join record on record.id = e.id join record vr on vr.id = e.version
    left join amendment_window w on w.version = e.version left join record wr on wr.id = w.id
    where e.id = ${edition} and ${visibleTo(actor)} and ${visibleTo(actor, 'vr')} and (w.id is null or ${visibleTo(actor, 'wr')})`.execute(
    database.read as never,
  );
  return rows.length > 0;
}

const halls = new Map<string, Hall>();

/**
 * A stream of server-sent events (HTML standard, 9.2) of what each step changes of the text on the table. Whether its
 * reader may see it is for the caller to ask first; it is asked again before each step is told.
 * @param seq the step that the reader's page shows
 */
export function follow(ctx: Context, edition: string, seq: number): ReadableStream<Uint8Array> {
  const key = `${ctx.database.url} ${edition}`;
  const hall = halls.get(key) ?? new Hall(ctx.database, edition);
  halls.set(key, hall);
  let leave = (): void => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let open = true;
      const send = (words: string): void => {
        if (!open) return;
        if ((controller.desiredSize ?? 0) < -WAITING) end();
        else controller.enqueue(encoder.encode(words));
      };
      const end = (): void => {
        if (open) controller.close();
        leave();
      };
      const reader: Reader = { actor: ctx.actor.kind === 'anonymous' ? ANONYMOUS : ctx.actor, send, end };
      const pulse = setInterval(() => send(': \n\n'), PULSE_MS);
      const last = setTimeout(end, LASTS_MS);
      leave = () => {
        open = false;
        clearInterval(pulse);
        clearTimeout(last);
        void hall.leave(reader).then(() => {
          if (hall.readers.size === 0 && halls.get(key) === hall) halls.delete(key);
        });
      };
      send('retry: 2000\n\n');
      hall.join(reader, seq).catch(end);
    },
    cancel() {
      leave();
    },
  });
}
