import type { Block, Group, Language } from '../model/text.ts';
import { VOCABULARIES } from '../profiles/index.ts';
import { groupOf, itemOf } from './draft.ts';
import { fill } from './nest.ts';
import { readAnnexes } from './resolution.ts';
import { bareLabel, wordsOf } from './words.ts';

const SENTENCE = /[.;:。；]["”»]?$/;

/** A report: cover lines, then numbered sections with their paragraphs, then annexes. */
export function readReport(blocks: readonly Block[], lang: Language): Group[] {
  const annexAt = blocks.findIndex(
    (block, i) => i > 3 && block.label === undefined && VOCABULARIES[lang].annex.test(wordsOf(block)),
  );
  const body = annexAt < 0 ? blocks : blocks.slice(0, annexAt);
  const numbered = (block: Block | undefined): boolean =>
    block?.label !== undefined && /^(?:\(?\d+(?:\.\d+)*[.)]?|[IVXL]+\.|[A-Z]\.)$/.test(block.label);
  const start = body.findIndex(
    (block, i) =>
      numbered(block) &&
      body.slice(i + 1, i + 8).some((one) => SENTENCE.test(wordsOf(one))) &&
      !/\t\d+$/.test(block.raw),
  );
  const front = start < 0 ? body : body.slice(0, start);
  const groups: Group[] = readCover(front);
  if (start >= 0) groups.push(...readSections(body.slice(start)));
  if (annexAt >= 0) groups.push(...readAnnexes(blocks.slice(annexAt), lang));
  return groups;
}

const CONTENTS =
  /^(?:(?:table of )?contents|table des matières|sommaire|índice(?: general)?|contenido|содержание|оглавление|目录|المحتويات)$/i;

// Cover lines: a short line without an end is a heading of what follows it ("Purpose", "Action required").
function readCover(blocks: readonly Block[]): Group[] {
  const groups: Group[] = [];
  let current = groupOf('front', '', []);
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
      current = groupOf('front', words, [block.line]);
      groups.push(current);
    } else {
      if (groups.length === 0) groups.push(current);
      current.items.push(itemOf(block, block.label === undefined ? null : bareLabel(block.label)));
    }
  }
  return groups;
}

const depthOf = (label: string): number =>
  /^[IVXL]+$/.test(label) ? 1 : /^[A-Z]$/.test(label) ? 2 : label.split('.').length;

function readSections(blocks: readonly Block[]): Group[] {
  const top: Group[] = [];
  let path: Group[] = [];
  let pending: Block[] = [];
  const close = (): void => {
    const section = path.at(-1);
    if (section) fill(section, pending);
    pending = [];
  };
  for (const [i, block] of blocks.entries()) {
    const words = wordsOf(block);
    // "A.Attendance": the space after the label was lost on the way.
    const label =
      block.label === undefined ? (/^([A-Z]|[IVXL]+)\.(?=\p{Lu})/u.exec(words)?.[1] ?? null) : bareLabel(block.label);
    const heading = isHeading(block, label, words, blocks[i + 1]);
    if (!heading) {
      if (path.length === 0) {
        const group = groupOf('section', '', []);
        top.push(group);
        path = [group];
      }
      pending.push(block);
      continue;
    }
    close();
    const depth = label === null ? Math.min(path.length + 1, 3) : depthOf(label);
    const group = groupOf('section', words, [block.line], { label });
    path = path.slice(0, label === null ? Math.max(1, path.filter((one) => one.label).length) : depth - 1);
    (path.at(-1)?.groups ?? top).push(group);
    path.push(group);
  }
  close();
  return top;
}

function isHeading(block: Block, label: string | null, words: string, next: Block | undefined): boolean {
  if (block.heading !== undefined) return true;
  if (words === '' || words.length > 240) return false;
  if (label === null)
    return (
      words.length < 120 && !SENTENCE.test(words) && !/,$/.test(words) && /^\p{Lu}/u.test(words) && next !== undefined
    );
  if (/^\d+$/.test(label) && /^\d+\.$/.test(block.label ?? '')) return false;
  return /^(?:\d+|[IVXL]+|[A-Z])$/.test(label) && !SENTENCE.test(words);
}
