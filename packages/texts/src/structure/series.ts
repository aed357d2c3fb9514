import type { Group, Item, Warning } from '../model/text.ts';
import { follows } from './nest.ts';

/** Warns where printed labels do not form their series: a number left out, repeated or out of order. */
export function checkSeries(groups: readonly Group[], warnings: Warning[]): void {
  let before: number | null = null;
  for (const group of groups) {
    // The operative paragraphs of the United Nations run on under several headings.
    const first = group.items.find((item) => item.label !== null && /^\d+$/.test(item.label));
    const runsOn = before !== null && first !== undefined && Number(first.label) !== 1;
    checkItems(group.items, warnings, runsOn ? before : null);
    const last = group.items.findLast(
      (item) => item.label !== null && /^\d+$/.test(item.label) && item.state !== 'deleted',
    );
    if (last) before = Number(last.label);
    checkSeries(group.groups, warnings);
  }
}

function checkItems(items: readonly Item[], warnings: Warning[], start: number | null): void {
  let number = start;
  let letter: string | null = null;
  for (const item of items) {
    const { label } = item;
    if (label !== null && item.state !== 'deleted') {
      if (/^\d+$/.test(label)) {
        if (number !== null && Number(label) !== number + 1 && Number(label) !== 1)
          gap(item, String(number), label, warnings);
        else if (number === null && label !== '1' && letter === null && items[0] === item && start === null)
          gap(item, '-', label, warnings);
        number = Number(label);
      } else if (/^[a-z]$/.test(label)) {
        if (letter !== null && letter !== label && !follows(letter, label) && label !== 'a' && label !== 'i')
          gap(item, letter, label, warnings);
        letter = label;
      }
    }
    checkItems(item.items, warnings, null);
  }
}

const gap = (item: Item, before: string, label: string, warnings: Warning[]): void => {
  warnings.push({ line: item.lines[0] ?? 0, code: 'series-gap', message: `after ${before} comes ${label}` });
};
