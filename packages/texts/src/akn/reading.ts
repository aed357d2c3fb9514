import type { Language, Warning } from '../model/text.ts';
import type { Element } from '../read/xml/tree.ts';
import { OWN } from './names.ts';

/** The elements within one, itself left out, in order. */
export function* within(element: Element): Generator<Element> {
  for (const child of element.children)
    if (typeof child !== 'string') {
      yield child;
      yield* within(child);
    }
}

/** Child elements, of these names or of any. */
export const childrenOf = (element: Element, ...names: string[]): Element[] =>
  element.children.filter(
    (child): child is Element => typeof child !== 'string' && (names.length === 0 || names.includes(child.name)),
  );
export const childOf = (element: Element | undefined, ...names: string[]): Element | undefined =>
  element === undefined ? undefined : childrenOf(element, ...names)[0];

/** All words within. */
export const charactersIn = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? child : charactersIn(child))).join('');

/** Words within, on one line. */
export const lineIn = (element: Element): string => charactersIn(element).replace(/\s+/g, ' ').trim();

/** The prefix that the file binds to our namespace; null where it does not know it. */
export function ownPrefix(root: Element): string | null {
  for (const [name, value] of Object.entries(root.attributes))
    if (value === OWN && name.startsWith('xmlns:')) return name.slice(6);
  return null;
}

/** The id of an element: `eId`, or `id` as Akoma Ntoso 2.0 had it. */
export const idOf = (element: Element): string | undefined => element.attributes['eId'] ?? element.attributes['id'];

export interface ReadNote {
  n: number;
  id: string;
  label: string;
  element: Element;
}

/** What is known while one document is read: whether we wrote it, its people and notes, and what was found odd. */
export class Reading {
  readonly own: boolean;
  readonly language: Language;
  readonly warnings: Warning[] = [];
  readonly notes: ReadNote[] = [];
  readonly #prefix: string | null;
  readonly #people = new Map<string, string>();
  readonly #byElement = new Map<Element, ReadNote>();
  readonly #byId = new Map<string, ReadNote>();

  constructor(document: Element, own: boolean, prefix: string | null, language: Language) {
    this.own = own;
    this.language = language;
    this.#prefix = prefix;
    for (const element of within(document)) {
      const id = idOf(element);
      const shown = element.attributes['showAs'];
      if (element.name.startsWith('TLC') && id !== undefined && shown !== undefined) this.#people.set(id, shown);
      if (element.name === 'authorialNote' || (element.name === 'note' && this.ours(element, 'id') !== undefined))
        this.#addNote(element);
      else if (element.name === 'note' && !own) this.#addNote(element);
    }
    this.notes.sort((a, b) => a.n - b.n);
  }

  #addNote(element: Element): void {
    const k = this.notes.length + 1;
    const note: ReadNote = {
      n: Number(this.ours(element, 'n') ?? k),
      id: this.ours(element, 'id') ?? idOf(element) ?? `fn_${k}`,
      label: element.attributes['marker'] ?? String(k),
      element,
    };
    this.notes.push(note);
    this.#byElement.set(element, note);
    const id = idOf(element);
    if (id !== undefined && !this.#byId.has(id)) this.#byId.set(id, note);
  }

  /** An attribute of ours. */
  ours(element: Element, name: string): string | undefined {
    return this.#prefix === null ? undefined : element.attributes[`${this.#prefix}:${name}`];
  }

  /** The run that a note or a reference to one prints; null where the reference leads nowhere. */
  noteOf(element: Element): { text: string; note: string } | null {
    const lost = this.ours(element, 'note');
    if (lost !== undefined) return { text: element.attributes['marker'] ?? '', note: lost };
    const note = this.#byElement.get(element) ?? this.#byId.get((element.attributes['href'] ?? '').replace(/^#/, ''));
    if (note === undefined) {
      this.warn(
        element,
        'missing-note',
        `it refers to the note ${element.attributes['href'] ?? '(none)'}, which is not there`,
      );
      const marker = element.attributes['marker'] ?? '';
      return marker === '' ? null : { text: marker, note: marker };
    }
    return { text: this.ours(element, 'printed') ?? note.label, note: note.id };
  }

  /** The name behind `#person_1`. */
  person(reference: string | undefined): string | undefined {
    const first = reference?.trim().split(/\s+/)[0];
    return first === undefined || !first.startsWith('#') ? undefined : this.#people.get(first.slice(1));
  }

  warn(element: Element, code: string, what: string): void {
    this.warnings.push({
      line: element.line,
      code,
      message: `line ${element.line}, <${element.name}>: ${what}`,
    });
  }
}
