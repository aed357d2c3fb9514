import { quarterOf } from './clock.ts';
import type { QueryContext } from './context.ts';
import { dataVersion } from './data-version.ts';
import { sightOf } from './visibility.ts';

/**
 * Answers of a query that costs much, as readers who are not signed in get them; where they are `shared`, as all get them who see
 * the same records (visibility.ts), in whatever language. The key holds the state of the data and
 * the quarter of an hour (what is late follows the clock), so that nothing stale is told and nothing is ever taken out because
 * something changed; the one not asked for longest gives way. Of many who ask at once, one makes the answer.
 */
export class Kept<T> {
  readonly #answers = new Map<string, Promise<T>>();
  readonly #room: number;
  readonly #shared: boolean;

  /** `shared`: an answer depends on nothing of the reader but on which records they see. */
  constructor({ room = 1_000, shared = false }: { room?: number; shared?: boolean } = {}) {
    this.#room = room;
    this.#shared = shared;
  }

  /** The answer to `input`: the one kept, or what `make` gives. A failure is not kept. */
  async answer(ctx: QueryContext, input: unknown, make: () => Promise<T>): Promise<T> {
    if (ctx.actor.kind !== 'anonymous' && !this.#shared) return make();
    const reader = this.#shared ? sightOf(ctx.actor) : ctx.lang;
    const key = `${await dataVersion(ctx.db)} ${quarterOf(ctx.now)} ${reader} ${JSON.stringify(input)}`;
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
