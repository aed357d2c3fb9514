import type {
  Block,
  Footnote,
  Group,
  Language,
  Note,
  Outline,
  Reference,
  Repair,
  Run,
  Source,
  Text,
  TextKind,
  Warning,
} from '../model/text.ts';
import { VOCABULARIES } from '../profiles/index.ts';
import { findReferences } from '../references/index.ts';
import { repairBlocks, type RepairedBlock } from '../repair/index.ts';
import { address } from './address.ts';
import { changedIn, groupOf, stateOf } from './draft.ts';
import { onlyEnds } from './ends.ts';
import { fronts, put } from './nest.ts';
import { itemsIn } from './items.ts';
import { behindOthers } from './passed.ts';
import { readReport } from './report.ts';
import { findOpening, isNumberLine, readBody, readFront } from './resolution.ts';
import { checkSeries } from './series.ts';
import { paragraphsIn } from './table.ts';
import { traceOf } from './trace.ts';
import { bareLabel, bareWordsOf, languageOf, wordsOf } from './words.ts';

export interface StructureOptions {
  /** Id of a drafting profile, when the reader knows better than the text tells. */
  profile?: string;
  language?: Language;
}

/**
 * From blocks to texts: language → texts within the document → repairs → front, preamble, operative part, articles,
 * annexes, sections → addresses → footnotes → references → series → trace. Pure; nothing of the source is dropped.
 */
export function structure(source: Source, options: StructureOptions = {}): Outline {
  const language = options.language ?? source.language ?? languageOf(source.blocks.map(wordsOf).join('\n'));
  const blocks = behindOthers(onlyEnds(source.blocks)).filter(
    (block) => block.kind === 'table' || block.runs.some((run) => run.text !== ''),
  );
  const texts = splitTexts(blocks, language).map((part, i) => readText(part, source, language, options, i));
  const headers = source.headers.map((block) => ({ line: block.line, text: wordsOf(block) }));
  const outline: Outline = { texts, headers, trace: [] };
  return { ...outline, trace: traceOf(outline, source) };
}

// A resolution in an annex of a report is a text of its own: its "ANNEX A" line comes with it.
function splitTexts(blocks: Block[], language: Language): Block[][] {
  const annex = VOCABULARIES[language].annex;
  const starts = [0];
  for (const [i, block] of blocks.entries()) {
    if (i === 0 || block.label !== undefined) continue;
    const next = blocks.slice(i + 1, i + 3);
    if (annex.test(bareWordsOf(block)) && next.some(isNumberLine) && findOpening(blocks.slice(i, i + 14)) !== null)
      starts.push(i);
  }
  return starts.map((start, k) => blocks.slice(start, starts[k + 1] ?? blocks.length));
}

function readText(given: Block[], source: Source, language: Language, options: StructureOptions, index: number): Text {
  const blocks = repairBlocks(given, { language }).blocks;
  const warnings: Warning[] = index === 0 ? [...source.warnings, ...unshown(source)] : [];
  const text = shapeOf(blocks, language, options);
  address(text.groups, warnings);
  const footnotes = footnotesOf(source.notes, text.groups, blocks);
  checkSeries(text.groups, warnings);
  return {
    ...text,
    language,
    footnotes,
    references: referencesOf(text.groups, language),
    repairs: repairsOf(text.groups, blocks),
    warnings,
  };
}

/** A tree of words shows no images: each is told of, with what it shows where the file says so. */
function unshown(source: Source): Warning[] {
  const out: Warning[] = [];
  const walk = (block: Block): void => {
    for (const { image } of block.runs)
      if (image?.kind === 'image')
        out.push({
          line: block.line,
          code: 'image',
          message: `An image stands here and is not shown (${image.alt === undefined ? 'it has no alternative text' : `alternative text: ${image.alt}`}).`,
        });
    for (const row of block.rows ?? []) for (const cell of row.cells) cell.blocks.forEach(walk);
  };
  source.blocks.forEach(walk);
  source.notes.forEach((note) => note.blocks.forEach(walk));
  source.headers.forEach(walk);
  return out;
}

type Shape = Pick<Text, 'kind' | 'number' | 'title' | 'status' | 'body' | 'profile' | 'groups'>;

function shapeOf(blocks: RepairedBlock[], language: Language, options: StructureOptions): Shape {
  const opening = findOpening(blocks.slice(0, 60), options.profile);
  const articles = blocks.some((block) => VOCABULARIES[language].article.test(bareWordsOf(block)));
  // A declaration of articles may name its body within its preamble ("Now, therefore, the General Assembly proclaims …").
  const preambleAt = articles ? blocks.slice(0, opening?.at ?? 0).findIndex(isPreambleHeading) : -1;
  if (opening && preambleAt < 0) {
    const front = readFront(blocks.slice(0, opening.at));
    const groups: Group[] = [];
    const lines = blocks.slice(0, opening.at);
    groups.push(...fronts(lines, ({ label }) => (label === undefined ? null : bareLabel(label))));
    groups.push(...readBody(blocks[opening.at]!, blocks.slice(opening.at + 1), opening.profile, language));
    return {
      kind: front.kind ?? 'resolution',
      number: front.number,
      title: front.title,
      status: front.status,
      body: opening.profile.body,
      profile: opening.profile.id,
      groups,
    };
  }
  if (articles) return declaration(blocks, language);
  const statement = /president of the (security council)|président(?:e)? du conseil de sécurité/i.test(
    wordsOf(blocks[0] ?? { runs: [] }),
  );
  const title = titleOfReport(blocks);
  if (statement)
    return {
      kind: 'statement',
      number: null,
      title,
      status: null,
      body: 'sc',
      profile: 'un-sc',
      groups: statementGroups(blocks),
    };
  return {
    kind: kindOfReport(title),
    number: null,
    title,
    status: null,
    body: null,
    profile: 'report',
    groups: readReport(blocks, language),
  };
}

const kindOfReport = (title: string): TextKind =>
  /r[ae]pport|report|informe|отчет|доклад|报告|تقرير/i.test(title) ? 'report' : 'document';
/** In capitals; words of a script that has none say nothing by it. */
const isShouted = (line: string): boolean => {
  const count = (letters: RegExp): number => line.match(letters)?.length ?? 0;
  return line === line.toUpperCase() && count(/\p{Lu}/gu) * 2 > count(/\p{L}/gu);
};
const titleOfReport = (blocks: readonly Block[]): string => {
  const lines = blocks.slice(0, 25).map(wordsOf);
  return (
    lines.find((line) => line.length > 20 && isShouted(line)) ??
    lines.find((line) => /^(?:report|rapport|informe)\b/i.test(line)) ??
    lines[0] ??
    ''
  );
};

function statementGroups(blocks: readonly Block[]): Group[] {
  const at = blocks.findIndex((block) => /^["“«]/.test(wordsOf(block)));
  const front = put(groupOf('front', '', []), blocks.slice(0, at < 0 ? 1 : at));
  const body = put(groupOf('section', '', []), blocks.slice(at < 0 ? 1 : at));
  return [front, body];
}

const isPreambleHeading = (block: Block): boolean =>
  /^(?:pre[aá]mb\w*|préambule|преамбула|序言|الديباجة)$/i.test(bareWordsOf(block));

// A declaration of articles: lines before the first article are its preamble, after a heading that says so.
function declaration(blocks: readonly RepairedBlock[], language: Language): Shape {
  const pattern = VOCABULARIES[language].article;
  const first = blocks.findIndex(
    (block) =>
      pattern.test(bareWordsOf(block)) ||
      ((block.style === 'article' || block.heading !== undefined) &&
        pattern.test(`${block.label ?? ''} ${bareWordsOf(block)}`.trim())),
  );
  const groups: Group[] = [];
  const before = blocks.slice(0, first);
  const preambleAt = before.findIndex(isPreambleHeading);
  const front = preambleAt < 0 ? before.slice(0, 2) : before.slice(0, preambleAt);
  if (front.length > 0) groups.push(put(groupOf('front', '', []), front));
  const recitals = preambleAt < 0 ? before.slice(2) : before.slice(preambleAt + 1);
  const heading = preambleAt < 0 ? undefined : before[preambleAt];
  if (recitals.length > 0)
    groups.push(
      put(
        groupOf(
          'preamble',
          heading ? wordsOf(heading) : '',
          heading ? [heading.line] : [],
          heading && changedIn(heading),
        ),
        recitals,
      ),
    );
  let current: Group | null = null;
  for (const block of blocks.slice(first)) {
    const match = pattern.exec(bareWordsOf(block));
    if (match && wordsOf(block).length < 60) {
      current = groupOf('article', wordsOf(block), [block.line], {
        ...changedIn(block),
        label: articleNumber(match[1] ?? '', groups),
      });
      groups.push(current);
    } else if (current) put(current, [block], ({ label }) => (label === undefined ? null : bareLabel(label)));
  }
  return {
    kind: 'declaration',
    number: numberIn(front.map(bareWordsOf).join(' ')),
    title: front.map(wordsOf).join(' '),
    status: null,
    body: 'ga',
    profile: 'un-ga',
    groups,
  };
}

// "… proclaimed by resolution 217 A (III)": the number of the act, where the title says it.
const numberIn = (title: string): string | null =>
  /(?:resolution|résolution|resolución|резолюци\S*|قرار\S*(?:\s+الجمعية\s+العامة)?|第)\s*(\d+\s*\p{L}{0,3}\s*[(（][-\dIVXL]+[)）])/iu
    .exec(title)?.[1]
    ?.replace(/\s+/g, ' ')
    .trim() ?? null;

// Numbers spelt in the language's own way (第三条, премьер) follow the order of the articles.
const articleNumber = (printed: string, groups: readonly Group[]): string =>
  /^\d+$/.test(printed) ? printed : String(groups.filter((group) => group.part === 'article').length + 1);

export function footnotesOf(notes: readonly Note[], groups: readonly Group[], blocks: readonly Block[]): Footnote[] {
  const lines = new Set(blocks.map((block) => block.line));
  const at = new Map<string, string>();
  for (const { item } of itemsIn(groups))
    for (const run of item.runs) if (run.note !== undefined && !at.has(run.note)) at.set(run.note, item.eId);
  return notes
    .filter((note) => at.has(note.id) || note.blocks.some((block) => lines.has(block.line)))
    .map((note) => {
      const paragraphs = paragraphsIn(note.blocks);
      const runs = inLines(paragraphs);
      return {
        id: note.id,
        ...(note.kind === 'endnote' ? { kind: note.kind } : {}),
        label: note.label,
        text: wordsOf({ runs }).replace(/ ?\n ?/g, '\n'),
        runs,
        at: at.get(note.id) ?? null,
        lines: paragraphs.map((block) => block.line),
      };
    });
}

// Paragraphs as lines of one run after another: the end of one that came or went is marked so, or that before it where none follows.
function inLines(blocks: readonly Block[]): Run[] {
  const marks = blocks.map((block) =>
    stateOf(block) === 'kept' ? undefined : block.runs.find((run) => run.mark !== undefined)?.mark,
  );
  const tail = marks.lastIndexOf(undefined) + 1;
  return blocks.flatMap(({ runs, mark }, i) => {
    if (i === blocks.length - 1) return runs;
    const own = i + 1 < tail ? (mark ?? marks[i]) : marks[i + 1];
    return [...runs, { text: '\n', ...(own && { mark: own }) }];
  });
}

function referencesOf(groups: readonly Group[], language: Language): Reference[] {
  return [...itemsIn(groups)]
    .filter(({ item }) => item.state !== 'deleted')
    .flatMap(({ item }) => findReferences(item.text, language).map((found) => ({ ...found, eId: item.eId })));
}

function repairsOf(groups: readonly Group[], blocks: readonly RepairedBlock[]): Repair[] {
  const places = new Map<number, string>();
  const note = (lines: readonly number[], eId: string): void => lines.forEach((line) => places.set(line, eId));
  for (const { item, group } of itemsIn(groups)) {
    note(group.lines, group.eId);
    note(item.lines, item.eId);
  }
  return blocks.flatMap((block) =>
    (block.repairs ?? []).map((repair) => ({ ...repair, eId: places.get(block.line) ?? '' })),
  );
}
