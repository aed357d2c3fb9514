import { ReadError } from '../read/errors.ts';
import { DEFAULT_LIMITS } from '../read/docx/limits.ts';
import type { Limits } from '../read/docx/limits.ts';
import { Package, partBytes } from '../read/docx/package.ts';
import { inflateEntry, packedBytes } from '../read/docx/zip.ts';
import { checkDocx } from '../read/container.ts';
import { countMarks } from '../revise/marks.ts';
import { settleRevisions } from '../revise/settle.ts';
import {
  attribute,
  blankAttributes,
  childElements,
  childOf,
  isElement,
  parseExact,
  removeAttributes,
  writeExact,
} from './tree.ts';
import type { Exact } from './tree.ts';
import { writeZip } from './zip-writer.ts';
import type { NewEntry } from './zip-writer.ts';

/** Raised where a copy leaves more out than before: copies that were kept are then to be made anew. 2: macros. */
export const COPY_VERSION = 2;

export interface PublicCopyOptions {
  /** "accept" (the usual): no marks are left. "anonymous": marks stay, without author and date. */
  revisions?: 'accept' | 'anonymous';
  limits?: Limits;
}

/** What was taken out, in numbers. */
export interface Removed {
  /** Marks accepted, or made anonymous. */
  revisions: number;
  comments: number;
  /** Names and dates of people in attributes and properties. */
  authors: number;
  dates: number;
  rsids: number;
  properties: number;
  /** Notes that only struck words referred to. */
  notes: number;
  /** Whole parts left out: comments, people, custom properties, custom XML, thumbnail, signatures, labels, macros. */
  parts: number;
}

/** Relationship types of parts that speak of people or of earlier states, or are programs; never of the text. */
const PRIVATE_PARTS = new Set([
  'comments',
  'commentsExtended',
  'commentsIds',
  'commentsExtensible',
  'people',
  'documenttasks',
  'custom-properties',
  'customXml',
  'customXmlProps',
  'thumbnail',
  'origin',
  'signature',
  'classificationlabels',
  'attachedTemplate',
  'mailMergeSource',
  'mailMergeHeaderSource',
  'keyMapCustomizations',
  'recipientData',
  // Programs within the file, which run on the machine of who opens it.
  'vbaProject',
  'wordVbaData',
  'attachedToolbars',
]);
const PRIVATE_NAMES =
  /^(?:customXml\/|docProps\/(?:custom\.xml|thumbnail\.)|_xmlsignatures\/|docMetadata\/|word\/(?:comments\w*|people|documenttasks\/\w+)\.xml|word\/_rels\/comments\w*\.xml\.rels)/i;
/** Macros and what goes with them, in any Office file. */
const PROGRAMS = /(?:^|\/)(?:vbaProject\w*\.bin|vbaData\.xml|attachedToolbars\.bin|_rels\/vbaProject\w*\.bin\.rels)$/i;
/** What a file that brings macros says it is, and what it is without them (ECMA-376 Part 1, 15.2; [MS-OFFMACRO2] 2.2.1). */
const MACRO_TYPES: readonly [RegExp, string][] = [
  [/vnd\.ms-word\.document\.macroEnabled\.main/i, 'vnd.openxmlformats-officedocument.wordprocessingml.document.main'],
  [
    /vnd\.ms-word\.template\.macroEnabledTemplate\.main/i,
    'vnd.openxmlformats-officedocument.wordprocessingml.template.main',
  ],
  [/vnd\.ms-excel\.sheet\.macroEnabled\.main/i, 'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main'],
  [
    /vnd\.ms-powerpoint\.presentation\.macroEnabled\.main/i,
    'vnd.openxmlformats-officedocument.presentationml.presentation.main',
  ],
];
const PRIVATE_SETTINGS = new Set([
  'w:rsids',
  'w:attachedTemplate',
  'w:mailMerge',
  'w:docVars',
  'w:trackRevisions',
  'w:saveThroughXslt',
]);
const COMMENT_MARKS = new Set(['w:commentRangeStart', 'w:commentRangeEnd', 'w:commentReference', 'w:annotationRef']);
const CORE = new Set([
  'dc:creator',
  'cp:lastModifiedBy',
  'cp:lastPrinted',
  'dcterms:created',
  'dcterms:modified',
  'cp:revision',
  'dc:contributor',
  'dc:publisher',
  'cp:contentStatus',
  'cp:version',
]);
const APP = new Set(['Company', 'Manager', 'TotalTime', 'Template', 'HyperlinkBase', 'LastPrinted']);
const REVISION_MARKS = /^w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+Change)$/;

/**
 * A copy of a Word file fit for the public: no names of authors, no dates of edits, no comments, no earlier marks (accepted
 * by default), no save ids, no private properties, no macros. All else is kept: parts that need no change are taken over packed as
 * they are. Words that remain read the same as the original's accepted text.
 *
 * Not touched: what the text itself says, hidden words included, results of fields that print a name, and metadata inside
 * images.
 * Throws ReadError as `readDocx` does.
 */
export function publicCopy(
  bytes: Uint8Array,
  options: PublicCopyOptions = {},
): { bytes: Uint8Array; removed: Removed } {
  const limits = options.limits ?? DEFAULT_LIMITS;
  const revisions = options.revisions ?? 'accept';
  checkDocx(bytes, limits);
  const file = new Package(bytes, limits);
  const main = file.mainPart();
  const removed: Removed = {
    revisions: 0,
    comments: 0,
    authors: 0,
    dates: 0,
    rsids: 0,
    properties: 0,
    notes: 0,
    parts: 0,
  };

  const gone = privateParts(file, main);
  const trees = new Map<string, Exact>();
  for (const entry of file.entries.values()) {
    const key = entry.name.toLowerCase();
    if (gone.has(key) || !/\.(?:xml|rels)$/i.test(entry.name)) continue;
    const part = partBytes(file, entry.name);
    if (part === undefined) continue;
    const tree = parseExact(part, entry.name);
    if (/\.rels$/i.test(entry.name)) cleanRelationships(tree, removed);
    else if (key === '[content_types].xml') cleanTypes(tree, gone, removed);
    else if (/^docprops\//i.test(entry.name)) cleanProperties(tree, removed);
    else cleanPart(tree, revisions, removed);
    trees.set(key, tree);
  }
  removed.notes = dropOrphanNotes(trees);

  const entries: NewEntry[] = [];
  for (const entry of file.entries.values()) {
    const key = entry.name.toLowerCase();
    if (gone.has(key)) {
      removed.parts += 1;
      if (/\/comments\.xml$/.test(key))
        removed.comments += countComments(inflateEntry(bytes, entry, limits), entry.name);
      continue;
    }
    // A name that climbs out of its folder has no place in a copy handed to others.
    if (entry.name.split('/').includes('..') || /^[a-z]:/i.test(entry.name)) continue;
    const tree = trees.get(key);
    const embedded = /\/embeddings\/[^/]+\.(?:docx|docm|xlsx|xlsm|pptx|pptm)$/i.test(entry.name)
      ? cleanEmbedded(inflateEntry(bytes, entry, limits), limits, removed)
      : undefined;
    if (tree !== undefined) entries.push({ name: entry.name, bytes: writeExact(tree) });
    else if (embedded !== undefined) entries.push({ name: entry.name, bytes: embedded });
    else
      entries.push({
        name: entry.name,
        packed: packedBytes(bytes, entry),
        method: entry.method,
        crc: entry.crc,
        size: entry.size,
      });
  }
  return { bytes: writeZip(entries), removed };
}

/** Names (lower case) of the parts that go: by what points at them, and by the names Word gives them. */
function privateParts(file: Package, main: string): Set<string> {
  const gone = new Set<string>();
  for (const source of ['', main]) {
    for (const { type, target, external } of file.relationships(source).values()) {
      if (!external && PRIVATE_PARTS.has(type)) {
        gone.add(target.toLowerCase());
        gone.add(target.replace(/([^/]+)$/, '_rels/$1.rels').toLowerCase());
      }
    }
  }
  for (const { name } of file.entries.values())
    if (PRIVATE_NAMES.test(name) || PROGRAMS.test(name)) gone.add(name.toLowerCase());
  gone.delete(main.toLowerCase());
  return gone;
}

/** Walks all elements, from the leaves up; a child for which `keep` says no is taken out. */
function filterTree(node: Exact, keep: (child: Exact, parent: Exact) => boolean): void {
  node.children = node.children.filter((child) => {
    if (!isElement(child)) return true;
    filterTree(child, keep);
    return keep(child, node);
  });
}

function cleanRelationships(tree: Exact, removed: Removed): void {
  filterTree(tree, (node) => {
    if (!node.name.endsWith('Relationship')) return true;
    const type = attribute(node, 'Type') ?? '';
    if (!PRIVATE_PARTS.has(type.slice(type.lastIndexOf('/') + 1))) return true;
    removed.properties += 1;
    return false;
  });
}

function cleanTypes(tree: Exact, gone: Set<string>, removed: Removed): void {
  filterTree(tree, (node) => {
    const part = node.name.endsWith('Override') ? attribute(node, 'PartName') : undefined;
    for (const [macro, without] of MACRO_TYPES) node.open = node.open.replace(macro, without);
    if (part === undefined || !gone.has(part.replace(/^\/+/, '').toLowerCase())) return true;
    removed.properties += 1;
    return false;
  });
}

function cleanProperties(tree: Exact, removed: Removed): void {
  filterTree(tree, (node) => {
    const local = node.name.slice(node.name.indexOf(':') + 1);
    const people = CORE.has(node.name) || APP.has(local);
    if (!people) return true;
    if (/created|modified|lastPrinted|TotalTime|revision/i.test(local)) removed.dates += 1;
    else removed.authors += 1;
    return false;
  });
}

/** A part of the document: comments' anchors, save ids, names, marks. */
function cleanPart(tree: Exact, revisions: 'accept' | 'anonymous', removed: Removed): void {
  filterTree(tree, (node, parent) => {
    if (COMMENT_MARKS.has(node.name)) return false;
    if (parent.name === 'w:settings' && PRIVATE_SETTINGS.has(node.name)) {
      if (node.name === 'w:trackRevisions' && revisions === 'anonymous') return true;
      removed.properties += 1;
      return false;
    }
    // A run that only carried the sign of a comment has nothing left to say.
    if (
      node.name === 'w:r' &&
      childElements(node).every((each) => each.name === 'w:rPr') &&
      COMMENT_STYLE.test(node.children.map((each) => (isElement(each) ? writeShort(each) : each)).join(''))
    )
      return false;
    removed.rsids += removeAttributes(node, (local) => /^rsid/i.test(local));
    if (REVISION_MARKS.test(node.name) || node.name.startsWith('w:move') || node.name.startsWith('w:customXml')) {
      if (revisions === 'anonymous') {
        const blanked = blankAttributes(node, 'author');
        removed.authors += blanked;
        if (blanked > 0) removed.revisions += 1;
      }
      removed.dates += removeAttributes(node, (local) => local === 'date' || local === 'dateUtc');
      removed.authors += removeAttributes(node, (local) => local === 'initials' || local === 'userId');
    }
    return true;
  });
  if (revisions !== 'accept') return;
  removed.revisions += countMarks(tree);
  settleRevisions(tree, 'accept');
}

const COMMENT_STYLE = /w:val="(?:CommentReference|Marquedecommentaire|Refdecomentario|Kommentarzeichen)"/i;
const writeShort = (node: Exact): string =>
  node.open + node.children.map((each) => (isElement(each) ? writeShort(each) : each)).join('');

/** Notes whose reference went with struck words would still hold those words: they go too. */
function dropOrphanNotes(trees: Map<string, Exact>): number {
  let count = 0;
  for (const kind of ['footnote', 'endnote']) {
    const referred = new Set<string>();
    const collect = (node: Exact): void => {
      if (node.name === `w:${kind}Reference`) referred.add(attribute(node, 'id') ?? '');
      for (const child of childElements(node)) collect(child);
    };
    for (const tree of trees.values()) collect(tree);
    for (const tree of trees.values()) {
      const notes = childOf(tree, `w:${kind}s`);
      if (notes === undefined) continue;
      notes.children = notes.children.filter((node) => {
        if (!isElement(node) || node.name !== `w:${kind}`) return true;
        const type = attribute(node, 'type');
        if ((type !== undefined && type !== 'normal') || referred.has(attribute(node, 'id') ?? '')) return true;
        count += 1;
        return false;
      });
    }
  }
  return count;
}

const countComments = (part: Uint8Array, name: string): number =>
  childElements(childElements(parseExact(part, name))[0]).filter((node) => node.name === 'w:comment').length;

const DOC_PROPS = /^docProps\/(?:core|app)\.xml$/i;

/** Office files within the file bear names, and macros, of their own: both go; one that cannot be read stays as it is. */
function cleanEmbedded(bytes: Uint8Array, limits: Limits, removed: Removed): Uint8Array | undefined {
  try {
    const file = new Package(bytes, limits);
    const entries: NewEntry[] = [];
    const names = [...file.entries.values()].map(({ name }) => name.toLowerCase());
    const gone = new Set(names.filter((name) => PROGRAMS.test(name)));
    const touched = (name: string): boolean =>
      DOC_PROPS.test(name) || (gone.size > 0 && /\.rels$|^\[Content_Types\]\.xml$/i.test(name));
    for (const entry of file.entries.values()) {
      if (gone.has(entry.name.toLowerCase())) {
        removed.parts += 1;
        continue;
      }
      const part = touched(entry.name) ? partBytes(file, entry.name) : undefined;
      if (part === undefined) {
        entries.push({
          name: entry.name,
          packed: packedBytes(bytes, entry),
          method: entry.method,
          crc: entry.crc,
          size: entry.size,
        });
        continue;
      }
      const tree = parseExact(part, entry.name);
      if (DOC_PROPS.test(entry.name)) cleanProperties(tree, removed);
      else if (/\.rels$/i.test(entry.name)) cleanRelationships(tree, removed);
      else cleanTypes(tree, gone, removed);
      entries.push({ name: entry.name, bytes: writeExact(tree) });
    }
    return writeZip(entries);
  } catch (error) {
    if (error instanceof ReadError) return undefined;
    throw error;
  }
}
