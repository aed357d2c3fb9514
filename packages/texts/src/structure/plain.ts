import type { Block, Group, Language, Source, Text, Warning } from '../model/text.ts';
import { viewOf } from '../revise/view.ts';
import { address } from './address.ts';
import { groupOf, itemOf } from './draft.ts';
import { footnotesOf } from './structure.ts';
import { tableOf } from './table.ts';
import { bareLabel, languageOf, wordsOf } from './words.ts';

/**
 * A file as a text in which nothing is understood: every paragraph with words or an image is an item, in its order; tables
 * stand between the stretches of paragraphs, with those of tables within them in their cells. Changes marked in the file are
 * taken as accepted. For documents that are no resolutions and no reports. Pure.
 */
export function plainText(source: Source, options: { language?: Language } = {}): Text {
  const { blocks, notes, properties, ...rest } = viewOf(source, 'after');
  const language = options.language ?? rest.language ?? languageOf(blocks.map(wordsOf).join('\n'));
  const groups: Group[] = [];
  for (const block of blocks) {
    if (block.kind === 'table') {
      groups.push(tableOf(block));
      continue;
    }
    if (!prints(block)) continue;
    let last = groups.at(-1);
    if (last?.part !== 'section') {
      last = groupOf('section', '', []);
      groups.push(last);
    }
    last.items.push(itemOf(block, block.label === undefined ? null : bareLabel(block.label)));
  }
  const warnings: Warning[] = [...rest.warnings];
  address(groups, warnings);
  return {
    kind: 'document',
    number: null,
    title: properties.title ?? '',
    status: null,
    body: null,
    language,
    profile: 'plain',
    groups,
    footnotes: footnotesOf(notes, groups, blocks),
    references: [],
    repairs: [],
    warnings,
  };
}

const prints = (block: Block): boolean =>
  block.label !== undefined || block.runs.some((run) => run.image !== undefined || run.text.trim() !== '');
