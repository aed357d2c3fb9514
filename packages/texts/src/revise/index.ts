import { DEFAULT_LIMITS } from '../read/docx/limits.ts';
import type { Limits } from '../read/docx/limits.ts';
import { Package, partBytes } from '../read/docx/package.ts';
import { checkDocx } from '../read/container.ts';
import type { Authored } from '../model/text.ts';
import { attribute, childElements, encodingOf, isElement, ExactParser, writePieces } from '../scrub/tree.ts';
import type { Exact } from '../scrub/tree.ts';
import { patchZip, type PartWriter } from '../scrub/zip-patch.ts';
import { countMarks } from './marks.ts';
import type { Way } from './marks.ts';
import { settleRevisions } from './settle.ts';

export { viewOf, type View } from './view.ts';

export interface ReviseOptions {
  /** Settles only the marks of which it says so, by who made them and when, as the file gives it; all, where absent. */
  only?: (by: Authored) => boolean;
  limits?: Limits;
}

export interface Revised {
  /** The edited file; the very bytes given where it bears no mark. */
  bytes: Uint8Array;
  /** How many marks were settled. */
  marks: number;
}

/**
 * Accepts the revision marks of a Word file, in the file itself: struck words, rows, cells and paragraph ends go, inserted
 * ones stay, changes of format hold. All other entries of the package keep their packed bytes, name and order; in a part
 * with marks every byte outside the elements taken out or unwrapped stays.
 *
 * In: the bytes of a Word file. Notes and comments that only struck words referred to go with them, as in Word.
 * Throws ReadError as `readDocx` does, naming the part.
 */
export const acceptChanges = (bytes: Uint8Array, options: ReviseOptions = {}): Revised =>
  revise(bytes, 'accept', options);

/**
 * Rejects the revision marks of a Word file, in the file itself: what was inserted goes, what was struck stands again, and
 * changed formatting, numbering and properties are as before. Otherwise as `acceptChanges`.
 */
export const rejectChanges = (bytes: Uint8Array, options: ReviseOptions = {}): Revised =>
  revise(bytes, 'reject', options);

/** Roots of the parts that bear revision marks. */
const MARKED = /^w:(?:document|hdr|ftr|footnotes|endnotes|comments|styles|numbering|glossaryDocument)$/;
/** Whether a part may bear marks at all, before it is made into a tree. */
const ANY_MARK =
  /[<:](?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|conflictIns|conflictDel|numberingChange|\w+PrChange|tblPrExChange|tblGridChange|(?:move|customXml)\w+Range(?:Start|End))[\s/>]/;

interface Part {
  name: string;
  tree: Exact;
  encoding: ReturnType<typeof encodingOf>;
  touched: boolean;
}

function revise(bytes: Uint8Array, way: Way, options: ReviseOptions): Revised {
  const limits = options.limits ?? DEFAULT_LIMITS;
  checkDocx(bytes, limits);
  const file = new Package(bytes, limits);
  const main = file.mainPart();
  // What the reader refuses is not edited either.
  file.relationships(main);
  const said = (mark: Exact, name: 'author' | 'date'): Authored => {
    const value = attribute(mark, name);
    return value === undefined ? {} : { [name]: decode(value) };
  };
  const mine = (mark: Exact): boolean => options.only?.({ ...said(mark, 'author'), ...said(mark, 'date') }) ?? true;

  const parts = new Map<string, Part>();
  const load = (name: string, unless: ((text: string) => boolean) | null): Part | undefined => {
    const known = parts.get(name);
    if (known !== undefined) return known;
    const parser = new ExactParser(name, limits);
    if (unless === null) {
      if (!file.pieces(name, (piece) => parser.push(piece))) return undefined;
    } else {
      const content = partBytes(file, name);
      if (content === undefined) return undefined;
      if (encodingOf(content) === 'utf-8' && unless(new TextDecoder().decode(content))) return undefined;
      parser.push(content);
    }
    const part = { name, ...parser.end(), touched: false };
    if (!childElements(part.tree).some((root) => MARKED.test(root.name))) return undefined;
    parts.set(name, part);
    return part;
  };

  const names = [...file.entries.values()].map((entry) => entry.name).filter((name) => /\.xml$/i.test(name));
  const unreferred = new Set<string>();
  let marks = 0;
  for (const name of names) {
    const part = load(name, name === main ? null : (text) => !ANY_MARK.test(text) && !text.includes('<!DOCTYPE'));
    if (part === undefined) continue;
    const before = countMarks(part.tree);
    for (const each of settleRevisions(part.tree, way, mine)) unreferred.add(each);
    const settled = before - countMarks(part.tree);
    part.touched = settled > 0;
    marks += settled;
  }
  if (marks === 0) return { bytes, marks };
  dropUnreferred(unreferred, names, load);
  const replaced = new Map<string, PartWriter>();
  for (const { name, tree, encoding, touched } of parts.values())
    if (touched) replaced.set(name.toLowerCase(), (take) => writePieces(tree, encoding, take));
  return { bytes: patchZip(bytes, replaced, limits), marks };
}

/** Takes out the notes and comments whose last reference went, and the ends of the stretches that such comments were about. */
function dropUnreferred(
  unreferred: Set<string>,
  names: readonly string[],
  load: (name: string, unless: ((text: string) => boolean) | null) => Part | undefined,
): void {
  if (unreferred.size === 0) return;
  const HOLDERS = /<(?:\w+:)?(?:footnotes|endnotes|comments|\w+Reference|commentRange\w+)[\s/>]/;
  const all = names.flatMap((name) => load(name, (text) => !HOLDERS.test(text)) ?? []);
  for (const { tree } of all) {
    walk(tree, (node) => {
      const kind = /^w:(footnote|endnote|comment)Reference$/.exec(node.name)?.[1];
      if (kind !== undefined) unreferred.delete(`${kind} ${attribute(node, 'id') ?? ''}`);
    });
  }
  for (const part of all) {
    walk(part.tree, (node) => {
      const kept = node.children.filter((child) => {
        if (!isElement(child)) return true;
        const kind = /^w:(footnote|endnote|comment)(?:Range(?:Start|End))?$/.exec(child.name)?.[1];
        return kind === undefined || !unreferred.has(`${kind} ${attribute(child, 'id') ?? ''}`);
      });
      if (kept.length === node.children.length) return;
      node.children = kept;
      part.touched = true;
    });
  }
}

function walk(node: Exact, visit: (node: Exact) => void): void {
  visit(node);
  for (const child of childElements(node)) walk(child, visit);
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decode = (value: string): string =>
  value.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex?: string, digits?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
