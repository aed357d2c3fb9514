import type { Group, Text } from '../model/text.ts';
import { authorOf, codeOf, elementOf, irisOf, AKN, OWN, type IriOptions, type Iris } from './names.ts';
import { HEADER, REFERENCE, REPAIR, WARNING, rest, toAttributes } from './record.ts';
import { noteBody } from './write-inline.ts';
import { blockGroup, hierChildren, hierGroup, nothing, preambleGroup } from './write-tree.ts';
import { Ids, isDate, Writing } from './writing.ts';
import { print, tag, type Attributes, type Node, type Tag } from './xml.ts';

/** What a text does not say of itself and its identifiers want. */
export interface AknOptions extends IriOptions {
  /** Day on which the file is written, ISO 8601 (nothing here reads a clock); the day of the version where absent. */
  written?: string;
  /** Page headers and cover lines that stood beside the texts. */
  headers?: readonly { line: number; text: string }[];
}

const UNKNOWN = '0001-01-01';

/**
 * Texts as one Akoma Ntoso 3.0 file, valid against its schema. One text is a `statement` or a `doc`; several (a report and
 * what it carries, or the languages of one text) are the components of a `documentCollection`.
 *
 * Nothing is lost: what Akoma Ntoso has no place for (source lines, verbs, repairs, …) stands in attributes and metadata of
 * our own namespace, and `readAkn` gives the same texts back. A character that XML cannot hold becomes U+FFFD.
 */
export function writeAkn(texts: Text | readonly Text[], options: AknOptions = {}): string {
  const all = 'groups' in texts ? [texts] : [...texts];
  const ids = new Ids(all);
  const [first] = all;
  if (first === undefined) throw new Error('writeAkn needs at least one text');
  const content = all.length === 1 ? document(first, ids, options) : collection(all, first, ids, options);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${print(tag('akomaNtoso', { xmlns: AKN, 'xmlns:suivi': OWN }, [content]))}`;
}

function collection(texts: readonly Text[], first: Text, ids: Ids, options: AknOptions): Tag {
  const same = new Set(texts.map((text) => irisOf(text, options).work)).size === 1;
  const iris = irisOf(first, options);
  const agent = ids.fresh('suivi');
  const own = same
    ? iris
    : {
        work: `${iris.work}/collection`,
        expression: `${iris.expression}/collection`,
        manifestation: iris.manifestation,
      };
  return tag('documentCollection', { name: same ? 'languages' : 'document' }, [
    tag('meta', {}, [
      identification(first, own, '!main', options, `#${agent}`),
      tag('references', { source: `#${agent}` }, agents(ids, first, agent)),
      ...(options.headers?.length ? [tag('proprietary', { source: `#${agent}` }, headersOf(options))] : []),
    ]),
    tag(
      'collectionBody',
      {},
      texts.map((text) =>
        tag('component', { eId: ids.fresh('component') }, [document(text, ids, { ...options, headers: [] })]),
      ),
    ),
  ]);
}

function document(text: Text, ids: Ids, options: AknOptions): Tag {
  const writing = new Writing(text, ids);
  const iris = irisOf(text, options);
  const parts = partsOf(text.groups);
  const source = `#${ids.fresh('suivi')}`;
  const content = [
    filled(
      'preface',
      parts.preface.map((group) => blockGroup(group, writing, true)),
    ),
    filled(
      'preamble',
      parts.preamble.flatMap((group) => preambleGroup(group, writing)),
    ),
    tag('mainBody', {}, orNothing(parts.body.map((group) => hierGroup(group, writing)))),
  ];
  const attached = parts.annexes.map((group, i) => attachment(group, i + 1, writing, iris, source, options));
  const after = [
    filled(
      'conclusions',
      parts.closing.map((group) => blockGroup(group, writing, true)),
    ),
    filled('attachments', attached),
  ];
  const changed = writing.events.size > 0 || text.groups.some(hasChange);
  return tag(elementOf(text.kind), { name: text.kind, contains: changed ? 'multipleVersions' : 'singleVersion' }, [
    metaOf(text, writing, iris, source, options),
    ...content,
    ...after,
  ]);
}

const hasChange = (group: Group): boolean =>
  group.state !== 'kept' || group.items.some((item) => item.state !== 'kept');
const filled = (name: string, children: readonly Tag[], attributes: Attributes = {}): Tag | null =>
  children.length === 0 ? null : tag(name, attributes, children);
const orNothing = (children: Tag[]): Tag[] => (children.length === 0 ? [nothing()] : children);

/** Where each group goes: what comes first as front, preamble and body, then annexes, then the record of the adoption. */
function partsOf(groups: readonly Group[]): Record<'preface' | 'preamble' | 'body' | 'annexes' | 'closing', Group[]> {
  const while_ = (from: number, part: Group['part']): number => {
    let at = from;
    while (groups[at]?.part === part) at++;
    return at;
  };
  const back = (to: number, from: number, part: Group['part']): number => {
    let at = to;
    while (at > from && groups[at - 1]?.part === part) at--;
    return at;
  };
  const preamble = while_(0, 'front');
  const body = while_(preamble, 'preamble');
  const closing = back(groups.length, body, 'front');
  const annexes = back(closing, body, 'annex');
  return {
    preface: groups.slice(0, preamble),
    preamble: groups.slice(preamble, body),
    body: groups.slice(body, annexes),
    annexes: groups.slice(annexes, closing),
    closing: groups.slice(closing),
  };
}

/** An annex is a document of its own, attached: its heading stands on the attachment. */
function attachment(group: Group, n: number, writing: Writing, iris: Iris, source: string, options: AknOptions): Tag {
  const head = hierGroup({ ...group, items: [], groups: [], table: [] }, writing);
  const { name: _name, ...attributes } = head.attributes;
  const inner = hierChildren(group, writing);
  return tag('attachment', attributes, [
    ...head.children.filter((child) => typeof child !== 'string' && ['num', 'heading'].includes(child.name)),
    tag('doc', { name: 'annex' }, [
      tag('meta', {}, [identification(writing.text, iris, `!annex_${n}`, options, source)]),
      tag('mainBody', {}, orNothing(inner)),
    ]),
  ]);
}

function metaOf(text: Text, writing: Writing, iris: Iris, source: string, options: AknOptions): Tag {
  // Before the people and the moments are listed: notes may bring some.
  const notes: Tag[] = [];
  for (const { note, index, eId } of writing.unplaced()) {
    const { attributes, content } = noteBody(note, index, eId, writing);
    notes.push(tag('note', attributes, [content]));
  }
  const adopted = dayOf(options.date);
  const events = [
    ...(adopted === undefined ? [] : [{ date: adopted, type: 'generation', source }]),
    ...[...writing.events.values()].map((one) => ({
      date: one.date,
      type: 'amendment',
      source: one.author === undefined ? source : `#${writing.person(one.author)}`,
    })),
  ];
  return tag('meta', {}, [
    identification(text, iris, '!main', options, source),
    events.length === 0
      ? null
      : tag(
          'lifecycle',
          { source },
          events.map((one) => tag('eventRef', { ...one })),
        ),
    tag('references', { source }, [
      ...agents(writing.ids, text, source.slice(1)),
      ...[...writing.people].map(([author, eId]) =>
        tag('TLCPerson', { eId, href: `/ontology/persons/${eId}`, showAs: author }),
      ),
    ]),
    filled('notes', notes, { source }),
    tag('proprietary', { source }, ownData(text, options)),
  ]);
}

/** Who writes, and the body that speaks. */
const agents = (ids: Ids, text: Text, eId: string): Tag[] => {
  const body = authorOf(text.body);
  return [
    tag('TLCProcess', { eId, href: '/ontology/processes/suivi', showAs: 'Suivi' }),
    tag('TLCOrganization', {
      eId: ids.fresh('body'),
      href: `/ontology/organizations/${body}`,
      showAs: text.body ?? 'unknown',
    }),
  ];
};

function identification(text: Text, iris: Iris, component: string, options: AknOptions, source: string): Tag {
  const date = dayOf(options.date) ?? dayOf(yearIn(iris.work)) ?? UNKNOWN;
  const version = dayOf(options.versionDate) ?? date;
  const author = { href: `/ontology/organizations/${authorOf(text.body)}` };
  const value = (name: string, given: string, more: Record<string, string> = {}): Tag =>
    tag(name, { value: given, ...more });
  const dated = (day: string, name: string): Tag =>
    tag('FRBRdate', { date: day, name: day === UNKNOWN ? 'unknown' : name });
  return tag('identification', { source }, [
    tag('FRBRWork', {}, [
      value('FRBRthis', `${iris.work}/${component}`),
      value('FRBRuri', iris.work),
      dated(date, 'adoption'),
      tag('FRBRauthor', author),
      value('FRBRcountry', 'un'),
      value('FRBRsubtype', elementOf(text.kind) === 'statement' ? 'deliberation' : text.kind),
      ...(text.number === null ? [] : [value('FRBRnumber', text.number)]),
      ...(text.title === '' ? [] : [value('FRBRname', text.title)]),
    ]),
    tag('FRBRExpression', {}, [
      value('FRBRthis', `${iris.expression}/${component}`),
      value('FRBRuri', iris.expression),
      dated(version, 'version'),
      tag('FRBRauthor', author),
      tag('FRBRlanguage', { language: codeOf(text.language) }),
    ]),
    tag('FRBRManifestation', {}, [
      value('FRBRthis', `${iris.expression}/${component}.xml`),
      value('FRBRuri', iris.manifestation),
      dated(dayOf(options.written) ?? version, 'XMLMarkup'),
      tag('FRBRauthor', { href: source }),
      value('FRBRformat', 'application/akn+xml'),
    ]),
  ]);
}

const yearIn = (work: string): string | undefined => /\/((?:19|20)\d{2})\//.exec(work)?.[1];
const dayOf = (date: string | undefined): string | undefined => {
  const day = date !== undefined && /^\d{4}$/.test(date) ? `${date}-01-01` : date;
  return day !== undefined && isDate(day) ? day : undefined;
};

const TEXT = [
  ...['kind', 'number', 'title', 'status', 'body', 'language', 'profile'],
  ...['groups', 'footnotes', 'references', 'repairs', 'warnings'],
];

/** What the model knows of a text and Akoma Ntoso does not ask. Its first element is the sign by which a reader knows us. */
function ownData(text: Text, options: AknOptions): Node[] {
  return [
    tag('suivi:text', {
      version: '1',
      kind: text.kind,
      number: text.number ?? undefined,
      title: text.title,
      status: text.status ?? undefined,
      body: text.body ?? undefined,
      language: text.language,
      profile: text.profile,
      more: rest(text, TEXT),
    }),
    ...text.footnotes.map((note, i) => tag('suivi:note', { n: String(i + 1), at: note.at ?? undefined })),
    ...text.references.map((one) => tag('suivi:reference', toAttributes(one, REFERENCE))),
    ...text.repairs.map((one) => tag('suivi:repair', toAttributes(one, REPAIR))),
    ...text.warnings.map((one) => tag('suivi:warning', toAttributes(one, WARNING))),
    ...headersOf(options),
  ];
}
const headersOf = (options: AknOptions): Tag[] =>
  (options.headers ?? []).map((one) => tag('suivi:header', toAttributes(one, HEADER)));
