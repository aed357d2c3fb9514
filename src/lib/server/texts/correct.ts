import type { Group, Item, Text } from '@suivi/texts';
import { z } from 'zod';
import { InvalidInput } from '../platform/errors.ts';

const At = { text: z.coerce.number().int().min(0), eId: z.string().max(200) };

/** One correction of how a document was read. `eId` names the place in the outline as it stands. */
export const Correction = z.discriminatedUnion('do', [
  z.object({ do: z.literal('label'), ...At, label: z.string().trim().max(20) }),
  z.object({ do: z.literal('words'), ...At, words: z.string().trim().min(1).max(20_000) }),
  z.object({
    do: z.literal('part'),
    ...At,
    part: z.enum(['front', 'preamble', 'operative', 'article', 'annex', 'section']),
  }),
  z.object({ do: z.literal('addressees'), ...At, addressees: z.string().trim().max(1000).describe('one a line') }),
  z.object({ do: z.literal('verb'), ...At, verb: z.string().trim().max(40) }),
  z.object({ do: z.literal('indent'), ...At }),
  z.object({ do: z.literal('outdent'), ...At }),
  z.object({ do: z.literal('merge'), ...At }),
  z.object({ do: z.literal('split'), ...At, at: z.coerce.number().int().positive() }),
  z.object({ do: z.literal('undo-repair'), ...At, repair: z.coerce.number().int().min(0) }),
  z.object({ do: z.literal('title'), text: z.coerce.number().int().min(0), title: z.string().trim().min(1).max(1000) }),
]);
export type Correction = z.output<typeof Correction>;

interface Outline {
  texts: Text[];
}

/** The outline after one correction; the one given is not changed. Errors: InvalidInput where the place is not there. */
export function correct(outline: Outline, one: Correction): Outline {
  const next = structuredClone(outline);
  const text = next.texts[one.text];
  if (!text) throw lost('text');
  if (one.do === 'title') {
    text.title = one.title;
    return next;
  }
  const group = findGroup(text.groups, one.eId);
  const place = findItem(text.groups, one.eId);
  switch (one.do) {
    case 'label':
      if (place) place.list[place.at]!.label = one.label === '' ? null : one.label;
      else if (group) group.label = one.label === '' ? null : one.label;
      else throw lost('eId');
      break;
    case 'words':
      if (place) Object.assign(place.list[place.at]!, { text: one.words, runs: [{ text: one.words }] });
      else if (group) Object.assign(group, { heading: one.words, headingRuns: [{ text: one.words }] });
      else throw lost('eId');
      break;
    case 'part':
      if (!group) throw lost('eId');
      group.part = one.part;
      break;
    case 'addressees':
      if (!group) throw lost('eId');
      group.addressees = one.addressees
        .split(/\n/)
        .map((line) => line.trim())
        .filter(Boolean);
      break;
    case 'verb':
      if (!group) throw lost('eId');
      group.verb = one.verb === '' ? null : one.verb;
      break;
    case 'indent': {
      const before = place?.list[place.at - 1];
      if (!place || !before) throw lost('eId');
      before.items.push(...place.list.splice(place.at, 1));
      break;
    }
    case 'outdent': {
      if (!place?.parent) throw lost('eId');
      const [item] = place.list.splice(place.at, 1);
      const above = findItem(text.groups, place.parent.eId);
      if (above && item) above.list.splice(above.at + 1, 0, item);
      break;
    }
    case 'merge': {
      const before = place?.list[place.at - 1];
      const item = place?.list[place.at];
      if (!place || !before || !item) throw lost('eId');
      Object.assign(before, {
        text: `${before.text} ${item.text}`,
        runs: [...before.runs, { text: ' ' }, ...item.runs],
        lines: [...before.lines, ...item.lines],
      });
      before.items.push(...item.items);
      place.list.splice(place.at, 1);
      break;
    }
    case 'split': {
      const item = place?.list[place.at];
      if (!place || !item || one.at >= item.text.length) throw lost('at');
      const [head, tail] = [item.text.slice(0, one.at).trim(), item.text.slice(one.at).trim()];
      Object.assign(item, { text: head, runs: [{ text: head }] });
      place.list.splice(place.at + 1, 0, {
        eId: unique(text.groups, `${item.eId}-b`),
        label: null,
        text: tail,
        runs: [{ text: tail }],
        state: item.state,
        lines: item.lines,
        items: item.items,
      });
      item.items = [];
      break;
    }
    case 'undo-repair': {
      const repair = text.repairs[one.repair];
      if (!repair) throw lost('repair');
      text.repairs.splice(one.repair, 1);
      const item = place?.list[place.at];
      if (item) delete item.oldLabel;
      break;
    }
  }
  return next;
}

const lost = (path: string): InvalidInput => new InvalidInput([{ path, code: 'no-such-place' }]);

const findGroup = (groups: readonly Group[], eId: string): Group | null => {
  for (const group of groups) {
    if (group.eId === eId) return group;
    const below = findGroup(group.groups, eId);
    if (below) return below;
  }
  return null;
};

interface Place {
  list: Item[];
  at: number;
  parent: Item | null;
}
function findItem(groups: readonly Group[], eId: string): Place | null {
  const within = (list: Item[], parent: Item | null): Place | null => {
    for (const [at, item] of list.entries()) {
      if (item.eId === eId) return { list, at, parent };
      const below = within(item.items, item);
      if (below) return below;
    }
    return null;
  };
  for (const group of groups) {
    const found = within(group.items, null) ?? findItem(group.groups, eId);
    if (found) return found;
  }
  return null;
}
const unique = (groups: readonly Group[], wanted: string): string => {
  let eId = wanted;
  for (let n = 2; findItem(groups, eId) || findGroup(groups, eId); n++) eId = `${wanted}${n}`;
  return eId;
};
