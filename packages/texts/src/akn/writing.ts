import type { Footnote, Mark, Reference, Text } from '../model/text.ts';
import { itemsIn } from '../structure/items.ts';
import type { Attributes } from './xml.ts';

const DAY = /^(\d{4})-(\d\d)-(\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)?)?$/;

/** Whether these characters are a day or a moment that the schema takes (xsd:date, xsd:dateTime without years before 1). */
export function isDate(value: string): boolean {
  const match = DAY.exec(value);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const made = new Date(Date.UTC(2000, month - 1, day));
  if (month === 2 && day === 29 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))) return false;
  return year > 0 && month >= 1 && month <= 12 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
}

/** Ids that are given out in one file: each once (the schema forbids a second), also over several texts. */
export class Ids {
  readonly #used = new Set<string>();
  #wanted = new Set<string>();

  /** The ids that the texts of the file bring: none that is made up will be one of them. */
  constructor(texts: readonly Text[]) {
    for (const text of texts)
      for (const { item, group } of itemsIn(text.groups)) this.#wanted.add(item.eId).add(group.eId);
  }

  /** The id as it is, where it may stand; else one that may, and the id itself in our own attribute. */
  claim(wanted: string, prefix: string): Attributes {
    if (/^\S+$/.test(wanted) && !this.#used.has(wanted)) {
      this.#used.add(wanted);
      return { eId: wanted };
    }
    return { eId: this.fresh(/^\S+$/.test(wanted) ? wanted : prefix), 'suivi:eId': wanted };
  }

  /** Whether a paragraph or group of the texts bears this id. */
  has(id: string): boolean {
    return /^\S+$/.test(id) && this.#wanted.has(id);
  }

  fresh(prefix: string): string {
    for (let n = 1; ; n++) {
      const id = `${prefix}_${n}`;
      if (this.#used.has(id) || this.#wanted.has(id)) continue;
      this.#used.add(id);
      return id;
    }
  }
}

/** What is gathered while one text is written: who marked what when, and which notes have found their place. */
export class Writing {
  readonly text: Text;
  readonly ids: Ids;
  /** Id of an author's TLCPerson, by name. */
  readonly people = new Map<string, string>();
  /** Moments of marks, for the lifecycle: "2024-06-01", and who made them. */
  readonly events = new Map<string, { date: string; author?: string }>();
  readonly #notes = new Map<string, { note: Footnote; index: number; eId?: string }>();
  readonly #references = new Map<string, Reference[]>();

  constructor(text: Text, ids: Ids) {
    this.text = text;
    this.ids = ids;
    for (const [index, note] of text.footnotes.entries())
      if (!this.#notes.has(note.id)) this.#notes.set(note.id, { note, index });
    for (const one of text.references) this.#references.set(one.eId, [...(this.#references.get(one.eId) ?? []), one]);
  }

  referencesIn(eId: string): readonly Reference[] {
    return this.#references.get(eId) ?? [];
  }

  /** A note that a run refers to: the first that does bears it, so `eId` is undefined then. */
  noteOf(id: string): { note: Footnote; index: number; eId?: string } | undefined {
    return this.#notes.get(id);
  }

  place(id: string, eId: string): void {
    const found = this.#notes.get(id);
    if (found) found.eId = eId;
  }

  /**
   * Notes that no run refers to, and the second of one id, one by one as they are asked for: one that is written may bear
   * another. Each comes with the id it shall have.
   */
  *unplaced(): Generator<{ note: Footnote; index: number; eId: string }> {
    for (const [index, note] of this.text.footnotes.entries()) {
      const known = this.#notes.get(note.id);
      if (known?.eId !== undefined && known.index === index) continue;
      const eId = this.ids.fresh('fn');
      if (known?.index === index) known.eId = eId;
      yield { note, index, eId };
    }
  }

  person(author: string): string {
    let id = this.people.get(author);
    if (id === undefined) this.people.set(author, (id = this.ids.fresh('person')));
    return id;
  }

  /** Attributes of a mark: its author as a person of the references, the rest in our own attributes. */
  mark(mark: Mark): Attributes {
    if (mark.date !== undefined && isDate(mark.date))
      this.events.set(`${mark.date} ${mark.author ?? ''}`, {
        date: mark.date,
        ...(mark.author === undefined ? {} : { author: mark.author }),
      });
    return {
      refersTo: mark.author === undefined ? undefined : `#${this.person(mark.author)}`,
      'suivi:date': mark.date,
      'suivi:move': mark.move,
    };
  }
}
