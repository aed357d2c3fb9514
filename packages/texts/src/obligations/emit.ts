import type { Suggestion, Span } from '../model/obligation.ts';
import type { Item, Text } from '../model/text.ts';
import type { Ask } from './asks.ts';
import { bodiesIn, bodyCode } from './bodies.ts';
import type { Chapeau } from './chapeau.ts';
import { deliverableOf } from './deliverable.ts';
import { frameworksIn } from './frameworks.ts';
import { plain, trim, type Range } from './plain.ts';
import { owedTo } from './recipients.ts';
import { action, headOf, splitThings } from './split.ts';
import { timingOf } from './timing.ts';
import type { Vocabulary } from './vocabulary/types.ts';

export interface SuggestOptions {
  /** Also gives the paragraphs that only inform, each marked `informs`. */
  informs?: boolean;
}

/** What is known while the paragraphs of one text are read, and what was found in them. */
export interface Context {
  outline: Text;
  index: number;
  vocabulary: Vocabulary;
  heading: string;
  body: string | null;
  bodyName: string | null;
  out: Suggestion[];
  options: SuggestOptions;
}

/** Makes the suggestions of one ask. Out: the chapeau for sub-items, its suggestion the last thing asked. */
export function emit(
  ask: Ask,
  item: Item,
  text: string,
  source: { eId: string; text: string },
  context: Context,
  above: Chapeau | null,
): Chapeau | null {
  const { vocabulary, outline } = context;
  const things =
    ask.by === 'nobody' ? [trim(text, ask.thing)] : splitThings(text, ask.thing, vocabulary, ask.by === 'subject');
  let last: Suggestion | null = null;
  things.forEach((thing, index) => {
    if (thing.to <= thing.from) return;
    const short = action(text, thing, vocabulary);
    // Words between the verb and the first infinitive belong to the first thing: "to submit, on a yearly basis".
    const from =
      index === 0 && source.eId === item.eId
        ? Math.min(thing.from, ask.forceAt.to)
        : index === 0 && source.eId !== item.eId
          ? 0
          : thing.from;
    const range = { from: Math.min(from, thing.from), to: thing.to };
    const owed = owedTo(text, range, vocabulary, context.body);
    const kind = deliverableOf(text, { from: headOf(text, short, vocabulary), to: short.to }, vocabulary);
    const bodies = bodiesIn(text, range.from, range.to);
    const delivers =
      owed.recipients.length > 0 ||
      [
        'report',
        'meeting',
        'consultation',
        'review',
        'contribution',
        'roadmap',
        'information',
        'guidance',
        'programme',
      ].includes(kind.kind);
    const asked = ask.by === 'subject' ? { eId: item.eId, text: item.text } : source;
    const when = timingOf(text, {
      vocabulary,
      range,
      action: thing.from,
      recipients: owed.recipients,
      bodies,
      speaker: context.body,
      asked: askedBody(asked.text, ask),
      concrete: delivers,
    });
    const frameworks = frameworksIn(text, range.from, range.to);
    const references = outline.references.filter(
      (one) => one.eId === item.eId && one.from >= range.from && one.to <= range.to,
    );
    const spans: Span[] = [];
    const place = (field: Span['field'], at: Range, eId = item.eId) =>
      spans.push({ field, eId, from: at.from, to: at.to });
    for (const one of ask.addressees) place('addressee', one, asked.eId);
    place('force', ask.forceAt, source.eId);
    place('action', short);
    if (kind.to > kind.from) place('deliverable', kind);
    for (const one of owed.recipients) place('recipient', one);
    for (const one of owed.via) place('via', one);
    if (when.at !== null) place('timing', when.at);
    for (const one of frameworks) place('framework', one);
    for (const one of references) place('instrument', one);
    const named = ask.addressees.map(({ from: a, to: b }) => asked.text.slice(a, b));
    const suggestion: Suggestion = {
      text: context.index,
      eId: item.eId,
      label: item.label,
      heading: context.heading,
      addressees: named.length > 0 ? named : ask.by === 'itself' && context.bodyName !== null ? [context.bodyName] : [],
      force: ask.force,
      action: item.text.slice(short.from, short.to),
      deliverable: kind.kind,
      recipients: owed.recipients.map(({ code }) => code),
      via: owed.via.map(({ code }) => code),
      timing: when.timing,
      frameworks: frameworks.map(({ code }) => code),
      instruments: references.map(({ text: printed }) => printed),
      spans,
      confidence: confidence(ask, kind.kind === 'other', named.length),
      language: outline.language,
    };
    inherit(suggestion, above?.suggestion ?? null);
    context.out.push(suggestion);
    last = suggestion;
  });
  if (last === null) return null;
  return {
    eId: source.eId,
    text: source.text,
    ask: { force: ask.force, forceAt: ask.forceAt, addressees: ask.addressees },
    suggestion: last,
  };
}

/** A sub-point that says nothing of date or recipient has those of its chapeau. */
function inherit(suggestion: Suggestion, above: Suggestion | null): void {
  if (above === null) return;
  const take = (field: Span['field']) => suggestion.spans.push(...above.spans.filter((span) => span.field === field));
  if (suggestion.timing.kind === 'none' && above.timing.kind !== 'none' && above.timing.kind !== 'continuous') {
    suggestion.timing = above.timing;
    take('timing');
  }
  if (suggestion.recipients.length === 0 && above.recipients.length > 0) {
    suggestion.recipients = above.recipients;
    take('recipient');
  }
  if (suggestion.addressees.length === 0) suggestion.addressees = above.addressees;
}

/** Code of the first body that is asked, where one is. */
function askedBody(source: string, ask: Ask): string | null {
  const [first] = ask.addressees;
  const code = first === undefined ? null : bodyCode(plain(source.slice(first.from, first.to)));
  return code === 'sg' || code === 'secretariat' || code === 'member-states' || code === 'members' || code === 'itu'
    ? null
    : code;
}

function confidence(ask: Ask, vague: boolean, named: number): number {
  const base = ask.by === 'nobody' ? 0.5 : named === 0 ? 0.7 : 0.9;
  return vague ? base - 0.1 : base;
}

/** A paragraph that asks nothing, for those who want those too. */
export function informing(item: Item, context: Context): Suggestion {
  return {
    text: context.index,
    eId: item.eId,
    label: item.label,
    heading: context.heading,
    addressees: [],
    force: 'recommends',
    action: item.text.slice(0, 160),
    deliverable: 'information',
    recipients: [],
    via: [],
    timing: { kind: 'none', words: '' },
    frameworks: [],
    instruments: [],
    spans: [],
    confidence: 0.5,
    language: context.outline.language,
    informs: true,
  };
}
