import type { Group, Item } from '../model/text.ts';
import { itemsIn } from '../structure/items.ts';

/**
 * Gives an address to what has none in a file of others, and a second one to what shares its id: `para_2` then stands
 * twice in the file, and is `para_2-2` from its second place on. The check of the file names the place.
 */
export function addressMissing(groups: readonly Group[]): void {
  const seen = new Set<string>();
  const given = new Set([...itemsIn(groups)].flatMap(({ item, group }) => [item.eId, group.eId]));
  const give = (wanted: string, fallback: string): string => {
    const base = wanted === '' ? fallback : wanted;
    let id = base;
    for (let n = 2; seen.has(id) || (id !== wanted && given.has(id)); n++) id = `${base}-${n}`;
    seen.add(id);
    return id;
  };
  const items = (list: readonly Item[], parent: string): void => {
    for (const [i, item] of list.entries()) {
      item.eId = give(item.eId, `${parent}__p_${i + 1}`);
      items(item.items, item.eId);
    }
  };
  const below = (list: readonly Group[], parent: string): void => {
    for (const [i, group] of list.entries()) {
      const form = {
        article: 'art',
        table: 'table',
        annex: 'att',
        front: 'front',
        preamble: 'recs',
        operative: 'sec',
        section: 'sec',
      };
      group.eId = give(group.eId, `${parent === '' ? '' : `${parent}__`}${form[group.part]}_x${i + 1}`);
      items(group.items, group.eId);
      for (const [r, row] of (group.table ?? []).entries())
        for (const [c, cell] of row.cells.entries()) items(cell.items, `${group.eId}__row_${r + 1}__cell_${c + 1}`);
      below(group.groups, group.eId);
    }
  };
  below(groups, '');
}
