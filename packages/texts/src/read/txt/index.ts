import type { Block, Note, Run, Source, Warning } from '../../model/text.ts';

/** A label typed at the head of a line: what stands before the first tab, or a bracketed or dotted one before spaces. */
const TYPED =
  /^(\((?:[a-z]{1,5}|[ivxl]+|\d{1,3})\)|(?:[a-zà-ÿ]{1,2}|[ivxl]+|\d+(?:\.\d+)*(?:\.[a-z])?)\)|\d+(?:\.\d+)*(?:\.[a-z])?\.|[–—•-])[ \u00a0\u2002\u2003]{1,}(?=\S)/u;
const TAB_LABEL = /^([^\t]{0,24})\t+/;
const BOOKMARK = /\[bookmark:\s*[^\]]*\]/g;
const NOTE_REF = /\[footnoteRef:(\d+|\*)\]/g;
const NOTE_BODY = /\s*\[(\d+|\*):\s+((?:[^[\]]|\[[^\]]*\])*)\]\s*$/;

/**
 * Reads a text file, one paragraph a line. The artefacts of a conversion (bookmarks, footnote references, no-break
 * spaces) are cleaned; `raw` keeps each line as it stood. Pure.
 */
export function readTxt(text: string): Source {
  const blocks: Block[] = [];
  const notes: Note[] = [];
  const warnings: Warning[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  for (const [i, raw] of lines.entries()) {
    const line = i + 1;
    let rest = raw.replace(BOOKMARK, '');
    if (rest.trim() === '' && raw.trim() === '') continue;
    const body = NOTE_BODY.exec(rest);
    if (body) {
      const id = body[1] ?? '';
      rest = rest.slice(0, body.index);
      notes.push({ id, label: id, kind: 'footnote', blocks: [block(line, raw, clean(body[2] ?? ''))] });
    }
    if (rest.trim() === '') {
      if (body || /\[bookmark:/.test(raw)) blocks.push(block(line, raw, ''));
      continue;
    }
    const { label, words } = splitLabel(rest);
    blocks.push({ ...block(line, raw, words), ...(label === null ? {} : { label }) });
  }
  return {
    format: 'txt',
    blocks: blocks.filter((one) => one.runs.length > 0 || one.raw.trim() !== ''),
    notes,
    comments: [],
    headers: [],
    properties: {},
    warnings,
  };
}

function splitLabel(line: string): { label: string | null; words: string } {
  const lead = line.replace(/^[\s\u00a0]+/, '');
  const tab = TAB_LABEL.exec(lead);
  if (tab) {
    const label = (tab[1] ?? '').trim();
    const words = lead.slice(tab[0].length);
    if (label !== '' && isLabel(label)) return { label, words };
  }
  const typed = TYPED.exec(lead);
  if (typed) return { label: typed[1] ?? null, words: lead.slice(typed[0].length) };
  return { label: null, words: line };
}

const isLabel = (text: string): boolean =>
  /^(?:\(?[\p{L}\d]{1,6}\)?[.)]?|\d+(?:\.[\da-z]+)*[.)]?|\d+\/\d+\.?|(?:goal|objectif|objetivo|цель|目标)\s*\d+\.?|[–—•-]|[IVXL]+\.|.*\d+)$/iu.test(
    text,
  ) && text.length <= 24;

const clean = (text: string): string =>
  text
    .replace(/\u00a0/g, ' ')
    .replace(/\u2011/g, '-')
    .replace(/,;\s*$/, ';')
    .replace(/\s+$/, '')
    .replace(/^\s+/, '');

function block(line: number, raw: string, words: string): Block {
  return { kind: 'paragraph', line, raw, runs: runsOf(words) };
}

function runsOf(words: string): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const match of words.matchAll(NOTE_REF)) {
    const before = clean1(words.slice(at, match.index));
    if (before) runs.push({ text: before });
    runs.push({ text: match[1] ?? '', note: match[1] ?? '', sup: true });
    at = match.index + match[0].length;
  }
  const after = clean1(words.slice(at))
    .replace(/,;\s*$/, ';')
    .trimEnd();
  if (after) runs.push({ text: runs.length === 0 ? after.trimStart() : after });
  return runs;
}
const clean1 = (text: string): string =>
  text
    .replace(/\u00a0/g, ' ')
    .replace(/\u2011/g, '-')
    .replace(/\t+/g, ' ');
