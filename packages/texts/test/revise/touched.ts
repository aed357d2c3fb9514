import { inflateEntry, packedBytes, readZipDirectory } from '../../src/read/docx/zip.ts';

/**
 * What is wrong with an edited Word file as an edit that only settles marks; empty where nothing is. Told from the two files
 * alone, by the tags of their parts, without the code that edits: every entry has its name and place, one that is not touched
 * its packed bytes; in a touched part whatever no mark speaks of stands in its order, and nothing is new.
 */
export function faultsOf(original: Uint8Array, edited: Uint8Array): string[] {
  const before = readZipDirectory(original);
  const after = readZipDirectory(edited);
  if (before.map((entry) => entry.name).join('\n') !== after.map((entry) => entry.name).join('\n'))
    return ['the entries have other names or another order'];
  return before.flatMap((entry, index) => {
    const now = after[index];
    if (now === undefined) return ['an entry is missing'];
    if (now.time !== entry.time) return [`${entry.name} has another date`];
    const [was, is] = [inflateEntry(original, entry), inflateEntry(edited, now)];
    if (Buffer.compare(was, is) === 0)
      return Buffer.compare(packedBytes(original, entry), packedBytes(edited, now)) === 0
        ? []
        : [`${entry.name} was packed anew though it is the same`];
    if (!/^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments|styles|numbering)\.xml$/.test(entry.name))
      return [`${entry.name} was touched`];
    return faultsOfPart(tokensOf(was), tokensOf(is)).map((fault) => `${entry.name}: ${fault}`);
  });
}

interface Token {
  text: string;
  /** Begins, ends or formats a paragraph: its place changes where paragraphs are joined. */
  head: boolean;
  /** Some mark speaks of it: it may go. */
  marked: boolean;
  /** Belongs to the properties or the grid of a table. */
  table: boolean;
}

interface Open {
  name: string;
  from: number;
  marked: boolean;
}

const MARK =
  /^(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+Change|(?:move|customXml)\w+Range(?:Start|End))$/;
/** What goes as a whole where a mark stands directly in it, or in its own properties. */
const WHOLE = /^(?:rPr|pPr|tblPr|tblPrEx|trPr|tcPr|sectPr|tblGrid|numPr|ctrlPr|tr|tc)$/;
/** What goes where all it held has gone, or whose last reference has. */
const HOLDER = /^(?:tbl|sdt|sdtContent|sdtPr|hyperlink|smartTag|fldSimple|oMath|oMathPara|footnote|endnote|comment)$/;

function tokensOf(bytes: Uint8Array): Token[] {
  const out: Token[] = [];
  const stack: Open[] = [];
  // An empty paragraph is written in full once another is joined to it.
  const xml = new TextDecoder().decode(bytes).replace(/<((?:\w+:)?p)(\s[^>]*)?\/>/g, '<$1$2></$1>');
  const pieces = xml.match(/<[^>]+>|[^<]+/g) ?? [];
  for (const text of pieces) {
    const name = /^<\/?(?:\w+:)?(\w+)/.exec(text)?.[1] ?? '';
    const parent = stack.at(-1);
    if (name === '' && text.trim() === '' && !/^(?:t|delText|instrText|delInstrText)$/.test(parent?.name ?? ''))
      continue;
    const inMark = stack.some((each) => MARK.test(each.name));
    const inHead = stack.some((each) => each.name === 'pPr');
    const token: Token = {
      text: text.replace(
        /(<\/?(?:\w+:)?)del(Text|InstrText)/,
        (_, tag: string, rest: string) =>
          tag + rest.replace('Text', rest === 'Text' ? 't' : 'Text').replace('Instr', 'instr'),
      ),
      head: inHead || name === 'p' || name === 'pPr',
      marked: inMark || MARK.test(name) || /^(?:comment(?:Range|Reference)|proofErr)/.test(name),
      table: /^(?:tblPr|tblGrid)$/.test(name) || stack.some((each) => /^(?:tblPr|tblGrid)$/.test(each.name)),
    };
    out.push(token);
    if (name === '' || /^<[?!]/.test(text)) continue;
    if (text.startsWith('</')) {
      const open = stack.pop();
      if (open !== undefined && (open.marked || HOLDER.test(open.name) || open.name === 'p'))
        spread(out, open, stack.at(-1));
      continue;
    }
    if (MARK.test(name))
      for (const each of stack.slice(-2)) if (WHOLE.test(each.name) || each.name === 'p') each.marked = true;
    if (/^(?:ins|del|moveFrom|moveTo|cellIns|cellDel)$/.test(name) && /^(?:trPr|tcPr)$/.test(parent?.name ?? '')) {
      const owner = stack.at(-2);
      if (owner !== undefined) owner.marked = true;
    }
    if (!text.endsWith('/>')) stack.push({ name, from: out.length - 1, marked: false });
  }
  return out;
}

/** An element that closes with a mark in it: all of it may go, or of a holder or paragraph the tags and the head. */
function spread(out: Token[], open: Open, parent: Open | undefined): void {
  const whole = WHOLE.test(open.name) || /^(?:footnote|endnote|comment)$/.test(open.name);
  for (let at = open.from; at < out.length; at += 1) {
    const token = out[at];
    if (
      token !== undefined &&
      (whole || at === open.from || at === out.length - 1 || token.head || (token.table && open.name === 'tbl'))
    )
      token.marked = true;
  }
  if (open.marked && (open.name === 'tr' || open.name === 'pPr') && parent !== undefined) parent.marked = true;
}

function faultsOfPart(was: Token[], is: Token[]): string[] {
  const faults: string[] = [];
  for (const head of [false, true]) {
    const old = was.filter((token) => token.head === head);
    const now = is.filter((token) => token.head === head).map((token) => token.text);
    // Old properties of a paragraph stand before its mark, where the change that held them stood behind: no order there.
    const known = new Set(old.map((token) => token.text));
    const fresh = (
      head
        ? now.filter((text) => !known.has(text))
        : missing(
            now,
            old.map((token) => token.text),
          )
    ).filter((text) => !/^<(?:\w+:)?(?:vMerge\b|p>|p\/>)/.test(text));
    if (fresh.length > 0) faults.push(`new or out of order: ${fresh.slice(0, 3).join(' ')}`);
    const lost = missing(
      old.filter((token) => !token.marked).map((token) => token.text),
      now,
    );
    if (lost.length > 0) faults.push(`gone without a mark: ${lost.slice(0, 3).join(' ')}`);
  }
  return faults;
}

/** Texts of a list that are not found in another, both read in order. */
function missing(list: string[], among: string[]): string[] {
  let at = 0;
  return list.filter((text) => {
    const found = among.indexOf(text, at);
    if (found < 0) return true;
    at = found + 1;
    return false;
  });
}
