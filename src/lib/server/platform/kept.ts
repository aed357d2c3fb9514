import { quarterOf } from './clock.ts';
import type { QueryContext } from './context.ts';
import { dataVersion, versionOf, type Topic } from './data-version.ts';
import { sightOf } from './visibility.ts';

/**
 * Answers of a query that costs much, as readers who are not signed in get them; where they are `shared`, as all get them who see
 * the same records (visibility.ts), in whatever language. The key holds the state of the data, or of the topics that the answer is
 * made of, and the quarter of an hour (what is late follows the clock), so that nothing stale is told and nothing is ever taken out because
 * something changed; the one not asked for longest gives way. Of many who ask at once, one makes the answer.
 */
export class Kept<T> {
  readonly #answers = new Map<string, Promise<T>>();
  readonly #room: number;
  readonly #shared: boolean;
  readonly #topics: readonly Topic[] | undefined;

  /**
   * `shared`: an answer depends on nothing of the reader but on which records they see. `topics`: it is made of these and of nothing
   * else; left out, of any data.
   */
  constructor({
    room = 1_000,
    shared = false,
    topics,
  }: { room?: number; shared?: boolean; topics?: readonly Topic[] } = {}) {
    this.#room = room;
    this.#shared = shared;
    this.#topics = topics;
  }

  /** The answer to `input`: the one kept, or what `make` gives. A failure is not kept. */
  async answer(ctx: QueryContext, input: unknown, make: () => Promise<T>): Promise<T> {
    if (ctx.actor.kind !== 'anonymous' && !this.#shared) return make();
    const reader = this.#shared ? sightOf(ctx.actor) : ctx.lang;
    const version = versionOf(ctx.version ?? (await dataVersion(ctx.db)), this.#topics);
    const key = `${version} ${quarterOf(ctx.now)} ${reader} ${JSON.stringify(input)}`;
    const kept = this.#answers.get(key);
    if (kept) {
      this.#answers.delete(key);
      this.#answers.set(key, kept);
      return kept;
    }
    const made = make();
    this.#answers.set(key, made);
    made.catch(() => this.#answers.delete(key));
    for (const old of this.#answers.keys()) {
      if (this.#answers.size <= this.#room) break;
      this.#answers.delete(old);
    }
    return made;
  }
}
