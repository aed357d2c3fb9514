import type { Group, Item, Warning } from '../model/text.ts';
import { follows } from './nest.ts';

/**
 * Warns where printed labels do not form their series: a number left out, repeated or out of order. Paragraphs that are
 * numbered run on under several headings and sections, or begin again at 1.
 */
export function checkSeries(groups: readonly Group[], warnings: Warning[]): void {
  checkGroups(groups, warnings, null);
}

// Gives the last number of the series that runs on.
function checkGroups(groups: readonly Group[], warnings: Warning[], start: number | null): number | null {
  let before = start;
  for (const group of groups) {
    // Contents and cover lines repeat numbers that are not theirs.
    if (group.part === 'front') continue;
    before = checkItems(group.items, warnings, before, true);
    before = checkGroups(group.groups, warnings, before);
  }
  return before;
}

function checkItems(items: readonly Item[], warnings: Warning[], start: number | null, outer: boolean): number | null {
  let number = start;
  let letter: string | null = null;
  for (const item of items) {
    const { label } = item;
    if (label !== null && item.state !== 'deleted') {
      if (/^\d+$/.test(label)) {
        if (number !== null && Number(label) !== number + 1 && Number(label) !== 1)
          gap(item, String(number), label, warnings);
        else if (number === null && label !== '1' && letter === null && outer && items[0] === item)
          gap(item, '-', label, warnings);
        number = Number(label);
      } else if (/^[a-z]$/.test(label)) {
        if (letter !== null && letter !== label && !follows(letter, label) && label !== 'a' && label !== 'i')
          gap(item, letter, label, warnings);
        letter = label;
      }
    }
    checkItems(item.items, warnings, null, false);
  }
  return number;
}

const gap = (item: Item, before: string, label: string, warnings: Warning[]): void => {
  warnings.push({ line: item.lines[0] ?? 0, code: 'series-gap', message: `after ${before} comes ${label}` });
};
