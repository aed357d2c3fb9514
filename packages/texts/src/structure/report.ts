import type { Block, Group, Item, Language } from '../model/text.ts';
import { VOCABULARIES } from '../profiles/index.ts';
import { changedIn, groupOf } from './draft.ts';
import { fill, follows, fronts, isRoman } from './nest.ts';
import { isNumberedHeading, readAnnexes } from './resolution.ts';
import { bareLabel, bareWordsOf, wordsOf } from './words.ts';

const SENTENCE = /[.;:。；]["”»]?$/;

/** A report: cover lines, then numbered sections with their paragraphs, then annexes. */
export function readReport(blocks: readonly Block[], lang: Language): Group[] {
  const numbered = (block: Block | undefined): boolean =>
    block?.label !== undefined && /^(?:\(?\d+(?:\.\d+)*[.)]?|[IVXL]+\.|[A-Z]\.)$/.test(block.label);
  const start = blocks.findIndex(
    (block, i) =>
      numbered(block) &&
      blocks.slice(i + 1, i + 8).some((one) => SENTENCE.test(wordsOf(one))) &&
      !listed(block) &&
      !blocks.slice(i + 1, i + 4).every(listed),
  );
  // An annex that the contents list comes before the first section; those that are meant come after it.
  const annexAt = blocks.findIndex(
    (block, i) =>
      i > Math.max(3, start) && block.label === undefined && VOCABULARIES[lang].annex.test(bareWordsOf(block)),
  );
  const body = annexAt < 0 ? blocks : blocks.slice(0, annexAt);
  const groups: Group[] = readCover(start < 0 ? body : body.slice(0, start));
  if (start >= 0) groups.push(...readSections(body.slice(start)));
  if (annexAt >= 0) groups.push(...readAnnexes(blocks.slice(annexAt), lang));
  return groups;
}

// A line of a table of contents ends with a tab or leaders and a page.
const listed = (block: Block): boolean => /(?:\t|\.{3,}|…)\s*\d+$/.test(block.raw);

const CONTENTS =
  /^(?:(?:table of )?contents|table des matières|sommaire|índice(?: general)?|contenido|содержание|оглавление|目录|المحتويات)$/i;

// Cover lines: a short line without an end is a heading of what follows it ("Purpose", "Action required").
function readCover(blocks: readonly Block[]): Group[] {
  const groups: Group[] = [];
  let contents = false;
  for (const [i, block] of blocks.entries()) {
    const words = wordsOf(block);
    const next = blocks[i + 1];
    const heads =
      !contents &&
      words !== '' &&
      words.length < 90 &&
      !SENTENCE.test(words) &&
      next !== undefined &&
      wordsOf(next).length > 60 &&
      block.label === undefined;
    if (heads || CONTENTS.test(words)) {
      // What the contents list is only listed: its lines are no headings.
      contents = contents || CONTENTS.test(words);
      groups.push(groupOf('front', words, [block.line], changedIn(block)));
    } else {
      fronts([block], ({ label }) => (label === undefined ? null : bareLabel(label)), groups);
    }
  }
  return groups;
}

type Level = 'roman' | 'upper' | 'number' | 'letter' | 'small-roman' | `dotted-${number}` | `bare-${number}`;

// What kind of heading this is among those open: "C" after "B" is a letter, after "II" a Roman number.
function levelOf(label: string | null, style: number | undefined, open: readonly Open[]): Level {
  if (label === null) return `bare-${style ?? 9}`;
  if (/^[A-Z]$/.test(label)) {
    const letters = open.findLast((one) => one.level === 'upper');
    const before = letters?.label?.charCodeAt(0);
    if (before !== undefined && before + 1 === label.charCodeAt(0)) return 'upper';
    return isRoman(label) && !(letters === undefined && 'CDLM'.includes(label)) ? 'roman' : 'upper';
  }
  if (/^[a-z]$/.test(label)) {
    const before = open.findLast((one) => one.level === 'letter')?.label;
    if (before && follows(before, label)) return 'letter';
    return isRoman(label) && label === 'i' ? 'small-roman' : 'letter';
  }
  if (isRoman(label)) return label === label.toUpperCase() ? 'roman' : 'small-roman';
  const depth = label.split('.').length;
  return depth > 1 ? `dotted-${depth}` : 'number';
}

interface Open {
  level: Level;
  label: string | null;
  group: Group;
}

function readSections(blocks: readonly Block[]): Group[] {
  const top: Group[] = [];
  const open: Open[] = [];
  let pending: Block[] = [];
  const close = (): void => {
    const section = open.at(-1)?.group;
    if (section) fill(section, pending);
    pending = [];
  };
  for (const [i, block] of blocks.entries()) {
    const words = wordsOf(block);
    // "A.Attendance": the space after the label was lost on the way.
    const label =
      block.label === undefined ? (/^([A-Z]|[IVXL]+)\.(?=\p{Lu})/u.exec(words)?.[1] ?? null) : bareLabel(block.label);
    if (!isHeading(block, label, words, blocks.slice(i + 1, i + 12))) {
      if (open.length === 0) {
        const group = groupOf('section', '', []);
        top.push(group);
        open.push({ level: 'bare-9', label: null, group });
      }
      pending.push(block);
      continue;
    }
    close();
    const level = levelOf(label, block.heading, open);
    const group = groupOf('section', words, [block.line], { ...changedIn(block), label });
    // A heading of a kind that is open goes on there; one of a new kind opens below.
    const at = open.findIndex((one) => one.level === level);
    if (at >= 0) open.length = at;
    (open.at(-1)?.group.groups ?? top).push(group);
    open.push({ level, label, group });
  }
  close();
  const last = open.at(-1)?.group;
  if (last) closingOut(last);
  return top;
}

// The last paragraphs of a report are its closing, not the end of its last numbered item, where no other item of the
// section goes on in bare paragraphs.
function closingOut(section: Group): void {
  const last = section.items.at(-1);
  if (!last || last.label === null || section.items.length < 2) return;
  const bare = (items: readonly Item[]): number => items.filter((one) => one.label === null).length;
  if (section.items.slice(0, -1).some((one) => bare(one.items) > 0)) return;
  const from = last.items.findLastIndex((one) => one.label !== null) + 1;
  // Bare paragraphs right after a colon are what it announces.
  if (from === 0 && /[:：]$/.test(last.text)) return;
  section.items.push(...last.items.splice(from));
}

function isHeading(block: Block, label: string | null, words: string, after: readonly Block[]): boolean {
  if (words === '' || words.length > 240 || block.kind === 'table') return false;
  // Some files set their numbered paragraphs in the style of a heading.
  if (block.heading !== undefined) return !(SENTENCE.test(words) && words.length > 60);
  if (label === null)
    return (
      words.length < 120 && !SENTENCE.test(words) && !/,$/.test(words) && /^\p{Lu}/u.test(words) && after.length > 0
    );
  if (/^\d+$/.test(label) && /^\d+\.$/.test(block.label ?? ''))
    return isNumberedHeading(block, after) && /^\p{Lu}/u.test(words);
  return /^(?:\d+|[IVXL]+|[A-Z])$/.test(label) && !SENTENCE.test(words);
}
