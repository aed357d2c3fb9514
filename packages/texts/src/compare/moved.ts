import { WORD, type Bags } from './bags.ts';
import type { Pairs } from './match.ts';
import type { Node } from './nodes.ts';

/** Paragraphs of so many words at most are short. */
const SHORT = 6;
/** Fewer words than this are said again by accident: "Noted;", "Takes note;". */
const LEAST = 3;
/** What the words weigh that tell a paragraph wherever it stands. */
const TELLING = 4 * WORD;

/**
 * Whether a paragraph, a heading or a row that stands elsewhere in the other text is the same one, moved, not one struck and
 * another added. A permanent id says so; so do words enough, or something in it of which it is true. A short one is the same
 * where it has three words at least, all of them stayed or all but one (its last sign is another wherever an item goes to the
 * end of a list or leaves it), and it can be no other: nothing else in either text has the same words, and nothing that is
 * not in both comes as near. With a word changed, what stayed must tell it, or it stands in the same list: elsewhere
 * "training of staff" and "training of trainers" are as likely two.
 */
export function isMoved(old: Node, next: Node, pairs: Pairs, bags: Bags): boolean {
  if (old.own === '' && old.rows.length === 0) return false;
  if (old.wId !== undefined && old.wId === next.wId) return true;
  const [a, b] = [bags.of(old.own), bags.of(next.own)];
  if (Math.max(a.count, b.count) > SHORT ? a.weight >= TELLING : isOnlyOne(old, next, pairs, bags)) return true;
  return [...old.items, ...old.groups, ...old.rows].some((one) => {
    const to = pairs.nextOf(one);
    return to?.parent === next && isMoved(one, to, pairs, bags);
  });
}

function isOnlyOne(old: Node, next: Node, pairs: Pairs, bags: Bags): boolean {
  const apart = (x: Node, y: Node): number => bags.apart(bags.of(x.own), bags.of(y.own));
  const [a, b] = [bags.of(old.own), bags.of(next.own)];
  const changed = apart(old, next);
  const inOneList = old.parent !== null && pairs.nextOf(old.parent) === next.parent;
  const tells = changed === 0 || inOneList || bags.alike(a, b) * (a.weight + b.weight) >= 2 * TELLING;
  // What is so much longer has more words than one beside those of another.
  const hasRival = (of: Node, all: readonly Node[], twin: (node: Node) => Node | undefined): boolean =>
    all.some((one) => {
      if (one === old || one === next || one.kind !== of.kind || one.own.length > of.own.length + 40) return false;
      const far = apart(of, one);
      return far === 0 || (far <= changed && twin(one)?.own !== one.own);
    });
  return (
    Math.min(a.count, b.count) >= LEAST &&
    changed < 2 &&
    tells &&
    !hasRival(old, pairs.nexts, (one) => pairs.oldOf(one)) &&
    !hasRival(next, pairs.olds, (one) => pairs.nextOf(one))
  );
}
