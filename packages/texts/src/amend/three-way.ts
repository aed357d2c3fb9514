import type { Language, Run } from '../model/text.ts';
import { editsBetween, withEdits, type Edit } from './edits.ts';
import { clean, cut, extent, join } from './runs.ts';

/**
 * What is proposed for `old`, proposed for `now`. Both sets of changes are found against `old`; where they meet, the
 * proposal's own words replace those that stand now. Gives the words proposed, and whether anything is still to be changed.
 */
export function threeWay(
  old: readonly Run[],
  now: readonly Run[],
  proposed: readonly Run[],
  language: Language,
): { runs: Run[]; overlaps: boolean; changes: boolean } {
  const theirs = editsBetween(old, now, language);
  const ours = editsBetween(old, proposed, language).filter((edit) => !theirs.some((other) => other.key === edit.key));
  let overlaps = false;
  // Stretches of `old` in which changes meet, each as wide as all changes that meet in it.
  const stretches: { from: number; to: number; ours: Edit[]; theirs: Edit[] }[] = [];
  const all = [...ours.map((edit) => ({ edit, own: true })), ...theirs.map((edit) => ({ edit, own: false }))].sort(
    (a, b) => a.edit.from - b.edit.from || a.edit.to - b.edit.to || Number(a.own) - Number(b.own),
  );
  for (const { edit, own } of all) {
    const last = stretches.at(-1);
    const meets = last !== undefined && edit.from < last.to && edit.to > last.from;
    const here = meets ? last : { from: edit.from, to: edit.to, ours: [], theirs: [] };
    if (!meets) stretches.push(here);
    here.to = Math.max(here.to, edit.to);
    (own ? here.ours : here.theirs).push(edit);
  }
  const out: Run[] = [];
  let at = 0;
  for (const one of stretches) {
    out.push(...part(old, at, one.from));
    const within = part(old, one.from, one.to);
    const shifted = (edits: readonly Edit[]) =>
      edits.map((edit) => ({ ...edit, from: edit.from - one.from, to: edit.to - one.from }));
    if (one.ours.length > 0 && one.theirs.length > 0) overlaps = true;
    out.push(...withEdits(within, shifted(one.ours.length > 0 ? one.ours : one.theirs)));
    at = one.to;
  }
  out.push(...part(old, at, extent(old)));
  const runs = clean(join(out));
  return { runs, overlaps, changes: editsBetween(now, runs, language).length > 0 };
}

const part = (runs: readonly Run[], from: number, to: number): Run[] => cut(runs, [from, to])[1] ?? [];
