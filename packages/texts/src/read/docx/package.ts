import { OTHER_ARCHIVE, OTHER_OFFICE } from '../container.ts';
import { ReadError } from '../errors.ts';
import type { Limits } from './limits.ts';
import { elements, PartParser } from './xml.ts';
import type { Counter, Node, ParseOptions } from './xml.ts';
import { bomb, inflateInto, joined, readZipDirectory } from './zip.ts';
import type { ZipEntry } from './zip.ts';

export interface Relationship {
  /** Last word of the type's address: "styles", "hyperlink", "header". */
  type: string;
  /** Part name from the root of the package, or the address where `external`. */
  target: string;
  external: boolean;
}

/** Main parts that are Word documents; templates and macro files read the same. */
const WORD = /wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroEnabled/i;

/** An Office package: parts by name, inflated when asked for, with their relationships. */
export class Package {
  readonly bytes: Uint8Array;
  readonly entries: Map<string, ZipEntry>;
  readonly #limits: Limits;
  readonly #counter: Counter = { elements: 0, kept: 0, characters: 0 };
  #inflated = 0;

  constructor(bytes: Uint8Array, limits: Limits) {
    this.bytes = bytes;
    this.#limits = limits;
    this.entries = new Map();
    // Names are only keys here: nothing is ever written under them, so "../" in one leads nowhere.
    for (const entry of readZipDirectory(bytes, limits))
      if (!this.entries.has(entry.name.toLowerCase())) this.entries.set(entry.name.toLowerCase(), entry);
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The bytes of a part piece by piece; false where there is none. */
  pieces(name: string, take: (piece: Uint8Array) => void): boolean {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) return false;
    const counted = (piece: Uint8Array): void => {
      this.#count(piece.length, name);
      take(piece);
    };
    inflateInto(this.bytes, entry, counted, this.#limits);
    return true;
  }

  #count(bytes: number, place: string): void {
    this.#inflated += bytes;
    if (this.#inflated > this.#limits.unzippedBytes) throw bomb(this.#limits, place);
  }

  /** A part as a tree; undefined where there is none. Its text is never in memory whole. */
  tree(name: string, options: Omit<ParseOptions, 'limits' | 'counter'> = {}): Node | undefined {
    const parser = new PartParser(name, { ...options, limits: this.#limits, counter: this.#counter });
    return this.pieces(name, (piece) => parser.write(piece)) ? parser.close() : undefined;
  }

  /** Relationships of a part by id; those of the package itself for "". */
  relationships(part: string): Map<string, Relationship> {
    const slash = part.lastIndexOf('/') + 1;
    const folder = part.slice(0, slash);
    const root = this.tree(`${folder}_rels/${part.slice(slash)}.rels`);
    const out = new Map<string, Relationship>();
    for (const node of elements(root, 'rel:Relationship')) {
      const { Id: id, Type: type, Target: target, TargetMode: mode } = node.attributes;
      if (id === undefined || type === undefined || target === undefined) continue;
      const external = mode === 'External';
      out.set(id, {
        type: type.slice(type.lastIndexOf('/') + 1),
        target: external ? target : resolvePart(folder, target),
        external,
      });
    }
    return out;
  }

  /** Name of the main part. Throws ReadError `not-word` where the archive is something else. */
  mainPart(): string {
    const types = this.tree('[Content_Types].xml');
    if (!types)
      throw new ReadError('not-word', OTHER_ARCHIVE, {
        place: '[Content_Types].xml',
      });
    const main = [...this.relationships('').values()].find(
      (each) => each.type === 'officeDocument' && !each.external,
    )?.target;
    const overrides = elements(types, 'ct:Override').map(({ attributes }) => attributes);
    const declared = overrides.find(({ ContentType: type = '' }) => WORD.test(type) && /main\+xml$/i.test(type));
    const other = /spreadsheetml\.sheet\.main|presentationml\.presentation\.main|ms-excel|ms-powerpoint|visio/i;
    if (!declared && overrides.some(({ ContentType: type = '' }) => other.test(type)))
      throw new ReadError('not-word', OTHER_OFFICE);
    const named = declared?.['PartName']?.replace(/^\/+/, '');
    const usual = 'word/document.xml';
    const name = [main, named, declared ? undefined : usual].find((one) => one !== undefined && this.has(one));
    if (name === undefined)
      throw new ReadError(declared ? 'corrupt' : 'not-word', 'The Word document has no main part.', {
        place: main ?? named ?? usual,
      });
    return name;
  }
}

/** The bytes of a part; undefined where there is none. */
export function partBytes(file: Package, name: string): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  const found = file.pieces(name, (piece) => void pieces.push(piece));
  return found ? joined(pieces) : undefined;
}

/** A target is relative to the folder of its source, or absolute from the package root; ".." never climbs above it. */
function resolvePart(folder: string, target: string): string {
  const path = target.startsWith('/') ? target : `${folder}${target}`;
  const out: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..') out.pop();
    else out.push(step);
  }
  return out.join('/');
}
