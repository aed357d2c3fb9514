import { append, type Stretch } from './script.ts';
import type { Token } from './tokens.ts';

/**
 * Moves the edges of what was only added, or only struck, to where a person would set them. "A, B and C" with "B, " added
 * can be read as ", B" added after A or as "B, " added before and: the same words, another place. Of all places the one wins
 * that begins a sentence, then a clause, then a word.
 */
export function slide(script: readonly Stretch[], old: readonly Token[], next: readonly Token[]): Stretch[] {
  const out = trimmed(script, old, next);
  for (const [i, one] of out.entries()) {
    if (one.same) continue;
    const inserts = one.a[0] === one.a[1];
    if (!inserts && one.b[0] !== one.b[1]) continue;
    const tokens = inserts ? next : old;
    const [from, to] = inserts ? one.b : one.a;
    const [before, after] = [out[i - 1], out[i + 1]];
    const room = { back: length(before), forth: length(after) };
    // Each step turns the changed stretch by one token.
    let back = 0;
    while (back < room.back && tokens[from - back - 1]?.text === tokens[to - back - 1]?.text) back += 1;
    let forth = 0;
    while (forth < room.forth && tokens[from + forth]?.text === tokens[to + forth]?.text) forth += 1;
    let best = { by: 0, score: -1 };
    for (let by = forth; by >= -back; by -= 1) {
      const score = edge(tokens, from + by, to + by);
      if (score > best.score) best = { by, score };
    }
    if (best.by === 0) continue;
    move(one, before, after, best.by);
  }
  return joined(out);
}

// Empty stretches go, neighbours of one kind are one.
function joined(script: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const one of script) if (!isEmpty(one)) append(out, one);
  return out;
}
const isEmpty = ({ a, b }: Stretch): boolean => a[0] === a[1] && b[0] === b[1];

// What was replaced does not begin or end with what stays. Around each change stands what stays, if only an empty stretch.
function trimmed(script: readonly Stretch[], old: readonly Token[], next: readonly Token[]): Stretch[] {
  const out: Stretch[] = [];
  const add = (same: boolean, a: Stretch['a'], b: Stretch['b']): void => {
    if (same || !isEmpty({ same, a, b })) append(out, { same, a, b });
  };
  for (const { same, a, b } of script) {
    let [head, tail] = [0, 0];
    const room = same ? 0 : Math.min(a[1] - a[0], b[1] - b[0]);
    while (head < room && old[a[0] + head]?.text === next[b[0] + head]?.text) head += 1;
    while (tail < room - head && old[a[1] - tail - 1]?.text === next[b[1] - tail - 1]?.text) tail += 1;
    add(true, [a[0], a[0] + head], [b[0], b[0] + head]);
    add(same, [a[0] + head, a[1] - tail], [b[0] + head, b[1] - tail]);
    add(true, [a[1] - tail, a[1]], [b[1] - tail, b[1]]);
  }
  return out;
}

const length = (one: Stretch | undefined): number => (one?.same ? one.a[1] - one.a[0] : 0);

function move(one: Stretch, before: Stretch | undefined, after: Stretch | undefined, by: number): void {
  for (const range of [one.a, one.b]) {
    range[0] += by;
    range[1] += by;
  }
  for (const range of before ? [before.a, before.b] : []) range[1] += by;
  for (const range of after ? [after.a, after.b] : []) range[0] += by;
}

const SENTENCE = /^[.!?;:。！？；：؟؛…]/;
const CLAUSE = /^[,،，、)\]}»”）–—-]/;
const OPENS = /^[([{«“（]/;

/** How well a changed stretch from `from` to `to` reads: best as whole sentences, then clauses, then words. */
function edge(tokens: readonly Token[], from: number, to: number): number {
  const [first, last] = [tokens[from], tokens[to - 1]];
  const before = beforeSpace(tokens, from);
  const startsWord = from === 0 || tokens[from - 1]?.kind === 'space';
  const endsSpace = last?.kind === 'space';
  const startsSpace = first?.kind === 'space';
  const end = endsSpace ? tokens[to - 2] : last;
  const whole = (startsWord && (endsSpace || to === tokens.length)) || (startsSpace && !endsSpace);
  let score = whole ? 4 : 0;
  const [opens, closes] = [
    before === undefined || SENTENCE.test(before.text),
    end !== undefined && SENTENCE.test(end.text),
  ];
  if (opens && closes) score += 8;
  else if (before && CLAUSE.test(before.text) && end && CLAUSE.test(end.text)) score += 3;
  else if (first && CLAUSE.test(first.text) && !(end && CLAUSE.test(end.text))) score += 2;
  if (first && OPENS.test(first.text)) score += 1;
  if (startsWord && !startsSpace) score += 1;
  return score;
}

// What stands before the stretch, spaces passed over.
function beforeSpace(tokens: readonly Token[], from: number): Token | undefined {
  let at = from - 1;
  if (tokens[from]?.kind === 'space') return tokens[at];
  while (at >= 0 && tokens[at]?.kind === 'space') at -= 1;
  return tokens[at];
}
