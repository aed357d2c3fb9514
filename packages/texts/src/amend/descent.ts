import { Bags } from '../compare/bags.ts';
import { compare } from '../compare/compare.ts';
import { match } from '../compare/match.ts';
import { nodesIn, rootOf, type Node } from '../compare/nodes.ts';
import { acceptText } from '../settle/index.ts';
import type { Text } from '../model/text.ts';
import type { DatedText, Descent } from './model.ts';

/**
 * What became of each paragraph (and heading) from one version to the next, so that links to it can be carried, or put before
 * a reviewer: found by its identity, else by its words and place. In the order of the next version; what is gone comes last.
 */
export function descentOf(old: Text, next: Text): Descent[] {
  const bags = new Bags(next.language);
  const [before, after] = [rootOf(acceptText(old).groups), rootOf(acceptText(next).groups)];
  const pairs = match(before, after, bags);
  const out: Descent[] = [];
  for (const node of nodesIn(after)) {
    const eId = addressOf(node);
    if (eId === null) continue;
    const twin = pairs.oldOf(node);
    const from = twin === undefined ? null : addressOf(twin);
    if (twin === undefined || from === null)
      out.push({ kind: 'new', from: [], to: [eId], wId: node.wId ?? null, moved: false, alike: 0 });
    else {
      const same = twin.own === node.own;
      out.push({
        kind: same ? 'carried' : 'changed',
        from: [from],
        to: [eId],
        wId: node.wId ?? twin.wId ?? null,
        moved: from !== eId || twin.label !== node.label,
        alike: same ? 1 : round(bags.alike(bags.of(twin.own), bags.of(node.own))),
      });
    }
  }
  for (const node of nodesIn(before)) {
    const eId = addressOf(node);
    if (eId !== null && pairs.nextOf(node) === undefined)
      out.push({ kind: 'gone', from: [eId], to: [], wId: node.wId ?? null, moved: false, alike: 0 });
  }
  return joined(out, old, next);
}

const round = (value: number): number => Math.round(value * 100) / 100;
// Rows have no address, and a heading without words is nothing that one links to.
const addressOf = (node: Node): string | null =>
  node.item?.eId ?? (node.group !== undefined && node.own !== '' ? node.group.eId : null);

// One paragraph that became several, and several that became one, are told as one line.
function joined(list: readonly Descent[], old: Text, next: Text): Descent[] {
  let out = [...list];
  for (const change of compare(old, next).changes) {
    if (change.kind === 'split') {
      const [first, ...more] = change.next.map(({ eId }) => eId);
      const main = out.find((one) => one.to[0] === first && one.from[0] === change.old.eId);
      if (main === undefined) continue;
      const rest = new Set(more);
      out = out
        .filter((one) => !(one.kind === 'new' && rest.has(one.to[0] ?? '')))
        .map((one) => (one === main ? { ...one, kind: 'split', to: [...one.to, ...more] } : one));
    } else if (change.kind === 'joined') {
      const [first, ...more] = change.old.map(({ eId }) => eId);
      const main = out.find((one) => one.from[0] === first && one.to[0] === change.next.eId);
      if (main === undefined) continue;
      const rest = new Set(more);
      out = out
        .filter((one) => !(one.kind === 'gone' && rest.has(one.from[0] ?? '')))
        .map((one) => (one === main ? { ...one, kind: 'merged', from: [...one.from, ...more] } : one));
    }
  }
  return out;
}

/** The version that stands on a day (ISO date); null before the first. */
export function atDate(versions: readonly DatedText[], date: string): Text | null {
  const standing = versions.filter(({ from }) => from <= date);
  return (
    standing.reduce<DatedText | null>((last, one) => (last === null || one.from >= last.from ? one : last), null)
      ?.text ?? null
  );
}

/** One version of a paragraph. */
export interface Stage {
  /** ISO date from which it stands. */
  from: string;
  eId: string;
  kind: Descent['kind'] | 'first';
}

/** The versions of a paragraph over the years, back from its address in the last one to the first that had it. */
export function historyOf(versions: readonly DatedText[], eId: string): Stage[] {
  const ordered = [...versions].sort((a, b) => (a.from < b.from ? -1 : 1));
  const stages: Stage[] = [];
  let at: string | undefined = eId;
  for (let i = ordered.length - 1; i >= 0 && at !== undefined; i--) {
    const version: DatedText | undefined = ordered[i];
    const before: DatedText | undefined = ordered[i - 1];
    if (version === undefined) break;
    const here: string = at;
    const descent: Descent | undefined =
      before && descentOf(before.text, version.text).find((one) => one.to.includes(here));
    stages.unshift({ from: version.from, eId: here, kind: descent?.kind ?? 'first' });
    at = descent?.from[0];
  }
  return stages;
}
