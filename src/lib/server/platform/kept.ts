import { quarterOf } from './clock.ts';
import type { QueryContext } from './context.ts';
import { dataVersion, versionOf, type Topic } from './data-version.ts';
import { sightOf } from './visibility.ts';

interface Answer<T> {
  version: string;
  given: Promise<T>;
  /** Until when it is told although the data have moved on, ms since 1970. */
  until: number;
}

/**
 * Answers of a query that costs much, as readers who are not signed in get them; where they are `shared`, as all get them who see
 * the same records (visibility.ts), in whatever language. An answer is told while the data, or the topics that it is made of, stay what
 * they were, within a quarter of an hour (what is late follows the clock); so that nothing stale is told and nothing is ever taken out because
 * something changed; the one not asked for longest gives way. Of many who ask at once, one makes the answer. Where `goodFor`
 * allows it, it is told for so long after it was asked for, whatever is written meanwhile; `ctx.version` is told until when.
 */
export class Kept<T> {
  readonly #answers = new Map<string, Answer<T>>();
  readonly #room: number;
  readonly #shared: boolean;
  readonly #topics: readonly Topic[] | undefined;
  readonly #goodFor: ((answer: T) => number) | undefined;

  /**
   * `shared`: an answer depends on nothing of the reader but on which records they see. `topics`: it is made of these and of nothing
   * else; left out, of any data. `goodFor`: how many milliseconds an answer may be old.
   */
  constructor({
    room = 1_000,
    shared = false,
    topics,
    goodFor,
  }: { room?: number; shared?: boolean; topics?: readonly Topic[]; goodFor?: (answer: T) => number } = {}) {
    this.#room = room;
    this.#shared = shared;
    this.#topics = topics;
    this.#goodFor = goodFor;
  }

  /** The answer to `input`: the one kept, or what `make` gives. A failure is not kept. */
  async answer(ctx: QueryContext, input: unknown, make: () => Promise<T>): Promise<T> {
    if (ctx.actor.kind !== 'anonymous' && !this.#shared) return make();
    const reader = this.#shared ? sightOf(ctx.actor) : ctx.lang;
    const version = versionOf(ctx.version ?? (await dataVersion(ctx.db)), this.#topics);
    const key = `${quarterOf(ctx.now)} ${reader} ${JSON.stringify(input)}`;
    const kept = this.#answers.get(key);
    if (kept && (kept.version === version || ctx.now.getTime() < kept.until)) {
      this.#answers.delete(key);
      this.#answers.set(key, kept);
      if (kept.version !== version) ctx.version?.older?.(kept.until);
      return kept.given;
    }
    const made: Answer<T> = { version, given: make(), until: 0 };
    this.#answers.delete(key);
    this.#answers.set(key, made);
    made.given.then(
      (answer) => (made.until = ctx.now.getTime() + (this.#goodFor?.(answer) ?? 0)),
      () => {
        if (this.#answers.get(key) === made) this.#answers.delete(key);
      },
    );
    for (const old of this.#answers.keys()) {
      if (this.#answers.size <= this.#room) break;
      this.#answers.delete(old);
    }
    return made.given;
  }
}
