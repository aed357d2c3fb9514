import type { Block, Group, Language, TextKind } from '../model/text.ts';
import { PROFILES, VOCABULARIES, type Profile } from '../profiles/index.ts';
import { addLine, changedIn, groupOf } from './draft.ts';
import { fill, fronts } from './nest.ts';
import { bare } from '../words/stretched.ts';
import { addresseesOf, bareLabel, bareWordsOf, openingVerb, wordsOf } from './words.ts';

/** What the front of a text says of it. */
export interface Front {
  kind: TextKind | null;
  number: string | null;
  status: string | null;
  title: string;
  /** Lines that hold the number and the title. */
  numberLines: number[];
  titleLines: number[];
}

const KINDS: readonly (readonly [TextKind, RegExp])[] = [
  [
    'resolution',
    /^(?:draft |projet de |proyecto de |проект )?(?:nouvelle )?(?:r[ée]solution|resolución|резолюция|决议|القرار|قرار)/i,
  ],
  ['decision', /^(?:draft |projet de )?(?:d[ée]cision|decisión|решение|决定|المقرر|مقرر)/i],
  ['recommendation', /^(?:recomm[ae]ndation|recomendación|рекомендация|建议|التوصية)/i],
  ['opinion', /^(?:opinion|avis|opinión|мнение|意见|الرأي)/i],
  ['declaration', /^(?:declaration|déclaration|declaración|декларация|宣言|إعلان)/i],
];
const NUMBER_LINE =
  /^(?:draft |projet de |proyecto de |проект |مشروع )?(?:new |nouvelle |nueva )?(?:r[ée]solution|resolución|резолюция|القرار|d[ée]cision|decisión|решение|المقرر|recomm[ae]ndation|opinion|avis)\s+(?:no\.?\s*)?(\[[^\]]+\]|[A-Z]*[-\s]?\d[\d/.A-Z-]*)\s*(?:[(（]([^()（）]*)[)）])?\.?$/i;
const NUMBER_LINE_ZH = /^第?\s*(\d[\d/]*)\s*号(决议|决定|建议|意见)\s*(?:[(（]([^()（）]*)[)）])?$/;
const SLASH_NUMBER = /^(\d+\/\d+|\d{4}\/\d+)\.?$/;

/** Index of the line where a body opens its text, with its profile; null where none does. */
export function findOpening(blocks: readonly Block[], given?: string): { at: number; profile: Profile } | null {
  for (const [i, block] of blocks.entries()) {
    if (block.label !== undefined && !/^[^\d]/.test(block.label)) continue;
    const words = bareWordsOf(block);
    if (words.length > 220 || words.length < 2) continue;
    const profile = PROFILES.find((one) => one.opening.test(words));
    if (profile) return { at: i, profile: (given && PROFILES.find((one) => one.id === given)) || profile };
  }
  return null;
}

/** Whether a line prints the number of a resolution or the like. */
export const isNumberLine = (block: Block): boolean => {
  const words = printed(block);
  return words.length < 120 && (NUMBER_LINE.test(words) || NUMBER_LINE_ZH.test(words));
};
const printed = (block: Block): string => [block.label, bareWordsOf(block)].filter(Boolean).join(' ');

/** Reads number, kind, status and title from the lines before the opening. */
export function readFront(blocks: readonly Block[]): Front {
  const front: Front = { kind: null, number: null, status: null, title: '', numberLines: [], titleLines: [] };
  for (const [i, block] of blocks.entries()) {
    const words = printed(block);
    const zh = NUMBER_LINE_ZH.exec(words);
    const line = NUMBER_LINE.exec(words);
    const dotted =
      block.label !== undefined && SLASH_NUMBER.test(block.label)
        ? SLASH_NUMBER.exec(block.label)
        : /^(\d+\/\d+)\.\s+\S/.exec(words);
    if (!zh && !line && !dotted) continue;
    front.kind =
      KINDS.find(([, pattern]) => pattern.test(words))?.[0] ??
      (zh ? (zh[2] === '决议' ? 'resolution' : 'decision') : 'resolution');
    front.number = (zh?.[1] ?? line?.[1] ?? dotted?.[1] ?? null)?.trim() ?? null;
    front.status = (zh?.[3] ?? line?.[2])?.trim() ?? null;
    if (dotted) front.kind = 'resolution';
    front.numberLines = [block.line];
    const titled = blocks
      .slice(dotted ? i : i + 1)
      .filter((one) => !/^(?:adopted|adoptée|the security council)/i.test(wordsOf(one)));
    front.titleLines = titled
      .map((one) => one.line)
      .filter((one) => !front.numberLines.includes(one) || Boolean(dotted));
    front.title = titled
      .map((one) => wordsOf(one).replace(/^\d+\/\d+\.\s+/, ''))
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
    return front;
  }
  const last = blocks.at(-1);
  front.title = last ? wordsOf(last) : '';
  front.titleLines = last ? [last.line] : [];
  return front;
}

const CLOSING =
  /^(?:\d+(?:st|nd|rd|th) (?:plenary )?meeting|\d+e (?:séance|réunion).*|\d{1,2} \p{L}+ \d{4}|\[adopted .*|\[adoptée .*|_{3,}|\*{3,}|\[recorded vote.*)$/iu;

const MEETING =
  /^(?:\d+(?:st|nd|rd|th) (?:plenary )?meeting|\d+e (?:séance|réunion)(?: plénière)?|\d+ª sesión(?: plenaria)?|\d+-е (?:пленарное )?заседание|第\s*\d+\s*次(?:全体)?会议|الجلسة(?: العامة)? \S+)$/iu;

// Where the record of the adoption begins: the meeting, its date, the vote and who cast which. No numbered paragraph
// comes after it.
function closingAt(blocks: readonly Block[]): number {
  const at = blocks.findLastIndex((block) => MEETING.test(wordsOf(block)));
  if (at < 0 || blocks.slice(at).some((block) => /^\d+[.)]?$/.test(block.label ?? ''))) return blocks.length;
  return at;
}

/** Parts of a resolution, decision or statement after its opening line. */
export function readBody(opening: Block, blocks: readonly Block[], profile: Profile, lang: Language): Group[] {
  const groups: Group[] = [];
  let closing = closingAt(blocks);
  while (closing > 0 && CLOSING.test(wordsOf(blocks[closing - 1]!))) closing--;
  const annexAt = findAnnex(blocks.slice(0, closing), lang);
  const body = blocks.slice(0, annexAt);
  const style = usesHeadings(body, lang) ? 'headings' : profile.style;
  groups.push(...(style === 'headings' ? byHeadings(opening, body, lang) : byParagraphs(opening, body, lang)));
  if (annexAt < closing) groups.push(...readAnnexes(blocks.slice(annexAt, closing), lang));
  if (closing < blocks.length) {
    const lines = blocks.slice(closing);
    groups.push(...fronts(lines));
  }
  return groups;
}

const OUTCOME =
  /^(?:adopts?|endorses?|approves?|adopte|approuve|aprueba)\b.*\b(?:following|outcome document|ci-après|suivant|document final)/i;

function findAnnex(blocks: readonly Block[], lang: Language): number {
  const at = blocks.findIndex((block, i) => {
    const words = bareWordsOf(block);
    if (VOCABULARIES[lang].annex.test(words) && block.label === undefined) return true;
    // "Adopts the following outcome document": what follows is that document.
    return i > 0 && OUTCOME.test(wordsOf(blocks[i - 1]!)) && block.label === undefined && i < 6;
  });
  return at < 0 ? blocks.length : at;
}

/** Headings stand alone when a short line opens with a verb of the vocabulary in lower case, or is set as a call. */
function headingVerb(block: Block, lang: Language) {
  if (block.label !== undefined && block.label.length > 0) return null;
  const words = wordsOf(block);
  if (words === '' || words.length > 260) return null;
  const match = openingVerb(words, lang);
  if (!match) return null;
  const called = /^call/i.test(block.style ?? '') || block.look?.italic === true;
  const lower = lang === 'zh' || lang === 'ar' || /^["«“]?\p{Ll}/u.test(words);
  if (!called && !lower) return null;
  if (/[;.；。]$/.test(words) && !called) return null;
  return match;
}

const usesHeadings = (blocks: readonly Block[], lang: Language): boolean => {
  const first = blocks.findIndex((block) => headingVerb(block, lang) !== null && wordsOf(block).length < 160);
  return first >= 0 && first < 12 && blocks.some((block, i) => i > first && block.label !== undefined);
};

function byHeadings(opening: Block, blocks: readonly Block[], lang: Language): Group[] {
  const groups: Group[] = [groupOf('preamble', wordsOf(opening), [opening.line], changedIn(opening))];
  let current = groups[0]!;
  let pending: Block[] = [];
  let operative = false;
  const close = (): void => {
    fill(current, pending);
    pending = [];
  };
  for (const [i, block] of blocks.entries()) {
    const match = headingVerb(block, lang);
    // Inside a list that was announced (":") a lower-case verb is an item, not a heading.
    const inList =
      match && pending.length > 0 && /:$/.test(wordsOf(pending.at(-1)!)) && blocks[i + 1]?.label === undefined;
    if (match && !inList) {
      close();
      const words = wordsOf(block);
      operative = operative || match.kind === 'operative';
      const isOperative =
        match.kind === 'operative' || (operative && !/^(?:recalling|considering|recognizing|noting)$/.test(match.verb));
      current = groupOf(isOperative ? 'operative' : 'preamble', words, [block.line], {
        verb: match.verb,
        addressees: isOperative ? addresseesOf(words, match, lang) : [],
        headingRuns: block.runs,
      });
      groups.push(current);
    } else pending.push(block);
  }
  close();
  return groups;
}

function byParagraphs(opening: Block, blocks: readonly Block[], lang: Language): Group[] {
  const preamble = groupOf('preamble', wordsOf(opening), [opening.line], changedIn(opening));
  const groups: Group[] = [preamble];
  let current = preamble;
  let pending: Block[] = [];
  const close = (): void => {
    fill(current, pending);
    pending = [];
  };
  const begin = (heading: string, block?: Block): void => {
    close();
    current = groupOf('operative', heading, block ? [block.line] : [], block && changedIn(block));
    groups.push(current);
  };
  for (const [i, block] of blocks.entries()) {
    const words = wordsOf(block);
    if (current.part === 'preamble') {
      const match = openingVerb(words, lang);
      const numbered = block.label !== undefined && /^\d+[.)]?$/.test(block.label);
      const acts = block.label === undefined && match?.kind === 'operative' && !preambularToo(words, lang);
      const heads =
        isSectionHeading(block) && blocks[i + 1]?.label !== undefined && /^\d+[.)]?$/.test(blocks[i + 1]?.label ?? '');
      if (heads) begin(words, block);
      else if (numbered || acts) {
        begin('');
        pending.push(block);
      } else pending.push(block);
    } else if (isSectionHeading(block)) {
      if (current.items.length === 0 && pending.length === 0 && current.heading !== '') {
        addLine(current, block, ' / ');
      } else begin(words, block);
    } else pending.push(block);
  }
  close();
  return groups;
}

const preambularToo = (words: string, lang: Language): boolean => lang === 'en' && /^\p{L}+ing\b/u.test(words);

const isSectionHeading = (block: Block): boolean => {
  const words = wordsOf(block);
  if (block.label !== undefined && !/^(?:[IVXL]+|[A-Z])\.?$/.test(block.label)) return false;
  return (
    words.length > 0 && words.length < 200 && !/[.,;:؛，；。]$/.test(words) && /^["“]?[\p{Lu}\p{Lo}\d]/u.test(words)
  );
};

/** Each annex from its heading on: terms of reference, declarations, plans. */
export function readAnnexes(blocks: readonly Block[], lang: Language): Group[] {
  const annexes: Group[] = [];
  let current: Group | null = null;
  let section: Group | null = null;
  let pending: Block[] = [];
  const close = (): void => {
    const target = section ?? current;
    if (target) fill(target, pending);
    pending = [];
  };
  for (const [i, block] of blocks.entries()) {
    const words = wordsOf(block);
    const isAnnex = block.label === undefined && VOCABULARIES[lang].annex.test(bare(words));
    if (isAnnex || current === null) {
      close();
      section = null;
      current = groupOf('annex', words, [block.line], {
        ...changedIn(block),
        label: isAnnex ? (/\s([A-Z]|[IVXL]+|\d+)$/i.exec(words)?.[1] ?? null) : null,
      });
      annexes.push(current);
      continue;
    }
    const started = current.items.length > 0 || current.groups.length > 0 || pending.length > 0;
    if (
      !started &&
      block.label === undefined &&
      words !== '' &&
      words.length < 260 &&
      !/[.;]$/.test(words) &&
      isTitleLine(block)
    ) {
      addLine(current, block, ' – ');
    } else if (VOCABULARIES[lang].article.test(bare(words)) && words.length < 40) {
      close();
      section = groupOf('article', words, [block.line], {
        ...changedIn(block),
        label: VOCABULARIES[lang].article.exec(bare(words))?.[1] ?? null,
      });
      current.groups.push(section);
    } else if (
      (isSectionHeading(block) || isNumberedHeading(block, blocks.slice(i + 1)) || NAMED.test(block.label ?? '')) &&
      (blocks[i + 1] !== undefined || block.label !== undefined)
    ) {
      close();
      section = groupOf('annex', words, [block.line], {
        ...changedIn(block),
        label: block.label === undefined ? null : bareLabel(block.label),
      });
      current.groups.push(section);
    } else pending.push(block);
  }
  close();
  return annexes;
}

const isTitleLine = (block: Block): boolean => /^\p{Lu}|^\p{Lo}/u.test(wordsOf(block));

// "Goal 3.", "Objectif 3.": a name and a number above what it groups.
const NAMED =
  /^(?:goal|target|chapter|part|section|objectif|chapitre|partie|objetivo|capítulo|цель|глава|الهدف|目标)\s*\d+\.?$/iu;

// "1. Digital divides" or "1.1 Access" above paragraph 23: a number that does not go on, over a short line without an end.
// Before the next of its own series ("3.1" before "3.2", whatever bare heading stands between) it is an item.
export const isNumberedHeading = (block: Block, after: readonly Block[]): boolean => {
  const words = wordsOf(block);
  const label = /^(\d+)(?:\.(\d+))?\.?$/.exec(block.label ?? '');
  if (!label || words.length > 110 || /[.,;:]$/.test(words)) return false;
  if (label[2] !== undefined) {
    const next = after.find((one) => one.label !== undefined)?.label ?? '';
    return /^\d+\.?$/.test(next);
  }
  const next = after
    .slice(0, 2)
    .map((one) => /^(\d+)\.?$/.exec(one.label ?? ''))
    .find(Boolean);
  return next === undefined || next === null || Number(next[1]) !== Number(label[1]) + 1;
};
