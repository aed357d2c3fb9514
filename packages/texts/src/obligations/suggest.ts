import type { Suggestion } from '../model/obligation.ts';
import { withoutMarks } from '../settle/tree.ts';
import type { Group, Item, Outline, Text } from '../model/text.ts';
import { asksOfParagraph, asksOfReport, readAsk, type Ask } from './asks.ts';
import { bodiesIn } from './bodies.ts';
import { agreedChapeau, chapeauOf, headingAsk, mandateOf, type Chapeau, type Mandate } from './chapeau.ts';
import { emit, informing, type Context, type SuggestOptions } from './emit.ts';
import { pattern, plain } from './plain.ts';
import { stretchedBack, unstretched } from './unstretched.ts';
import type { Vocabulary } from './vocabulary/types.ts';
import { VOCABULARIES } from './vocabulary/index.ts';

/**
 * What a document asks of everyone: one suggestion per thing asked, in reading order.
 *
 * Read are the operative paragraphs of resolutions (the heading asks, as at ITU, or each paragraph does, as at the United
 * Nations), the terms of reference in an annex, declarations ("we call upon"), and in reports the sentences that ask.
 * Preambles ask nothing; struck paragraphs are left out; a paragraph that only informs is given on demand alone.
 * An Arabic word that is lengthened on the line is read as the word that it is, and printed without.
 * In: the outline of a document. Out: suggestions, each field with the place it rests on. Linear in the length.
 */
export function suggestObligations(outline: Outline, options: SuggestOptions = {}): Suggestion[] {
  const all: Suggestion[] = [];
  outline.texts.map(withoutMarks).forEach((printed, index) => {
    const text = unstretched(printed);
    const out: Suggestion[] = [];
    const context: Context = {
      outline: text,
      index,
      vocabulary: VOCABULARIES[text.language],
      heading: '',
      body: text.body,
      bodyName: speakerName(text),
      out,
      options,
    };
    const report = text.kind === 'report' || text.kind === 'document' || text.kind === 'statement';
    for (const group of text.groups)
      readGroup(group, context, report, text.kind === 'terms-of-reference' ? titleAddressee(text, context) : null);
    all.push(...(text === printed ? out : stretchedBack(out, printed)));
  });
  return all;
}

/** "The General Assembly," or "Le Conseil de l'UIT,": the line that opens the preamble. */
function speakerName(text: Text): string | null {
  for (const group of text.groups) {
    for (const candidate of [...group.items.slice(0, 3).map((item) => item.text), group.heading]) {
      const line = plain(candidate).trim();
      if (line.length > 4 && line.length < 120 && /[,،，]$/.test(line) && bodiesIn(line).some(({ from }) => from <= 4))
        return candidate.trim().replace(/[,،，]$/, '');
    }
    if (group.part === 'operative') break;
  }
  return null;
}

function titleAddressee(text: Text, context: Context): Mandate | null {
  return mandateOf(text.title, text.groups[0]?.eId ?? '', context.vocabulary);
}

function readGroup(group: Group, context: Context, report: boolean, mandate: Mandate | null): void {
  if (group.state === 'deleted' || group.part === 'preamble' || group.part === 'table') return;
  const { vocabulary } = context;
  const here: Context = { ...context, heading: group.heading };
  const heading = plain(group.heading);
  let scope = mandate;
  if (group.part !== 'operative') {
    scope = mandateOf(group.heading, group.eId, vocabulary) ?? scope;
    for (const item of group.items.slice(0, 3)) {
      const own = item.text.length < 160 && item.items.length === 0 ? mandateOf(item.text, item.eId, vocabulary) : null;
      if (own !== null && own.at.from < 30) scope = own;
    }
  }
  if (group.part === 'front' && !report) return;

  const chapeau = group.part === 'operative' ? headingAsk(group, heading, vocabulary) : null;
  if (scope !== null && group.part !== 'operative') readMandate(group.items, scope, here);
  else readItems(group.items, chapeau, here, report && group.part !== 'operative');
  for (const inner of group.groups) readGroup(inner, context, report, scope);
}

function readItems(items: readonly Item[], chapeau: Chapeau | null, context: Context, report: boolean): void {
  let carried: Chapeau | null = chapeau;
  for (const item of items) {
    if (item.state === 'deleted') continue;
    const made = readItem(item, carried, context, report);
    // "the Group agreed:" asks through the paragraphs that follow it, as long as each opens with an infinitive.
    if (made.carries !== null) carried = made.carries;
    else if (made.breaks) carried = chapeau;
  }
}

function readItem(
  item: Item,
  chapeau: Chapeau | null,
  context: Context,
  report: boolean,
): { carries: Chapeau | null; breaks: boolean } {
  const { vocabulary } = context;
  const text = plain(item.text);
  const before = context.out.length;
  let carries: Chapeau | null = null;
  let own: Chapeau | null = null;

  const paragraph = report ? { opens: false, asks: [] } : asksOfParagraph(text, vocabulary);
  const open = item.text.trim().endsWith(':') || item.items.length > 0;
  if (paragraph.opens) {
    for (const ask of paragraph.asks) own = emit(ask, item, text, { eId: item.eId, text: item.text }, context, null);
    if (paragraph.asks.length === 0 && open) own = chapeauOf(item, text, vocabulary);
    else if (own === null && open) own = chapeauOf(item, text, vocabulary);
  } else if (chapeau !== null && continues(item, text, chapeau, vocabulary)) {
    own = underChapeau(item, text, chapeau, context);
  } else if (report || chapeau === null) {
    for (const ask of asksOfReport(text, vocabulary))
      own = emit(ask, item, text, { eId: item.eId, text: item.text }, context, null);
    if (own === null && /:\s*$/.test(item.text)) {
      const agreed = agreedChapeau(item, text, vocabulary);
      if (agreed !== null) {
        own = agreed;
        carries = agreed;
      }
    }
  }
  if (item.items.length > 0) {
    const lead = own ?? (paragraph.opens || chapeau === null ? null : chapeau);
    readItems(item.items, lead, context, report);
    mergeChapeau(before, item, context);
  }
  if (context.out.length === before && context.options.informs === true && text.trim().length > 20)
    context.out.push(informing(item, context));
  return { carries, breaks: carries === null && chapeau !== null && !continues(item, text, chapeau, vocabulary) };
}

/** Whether a paragraph is the thing that a chapeau asks: it opens with an infinitive, with "that X shall", or with a thing. */
function continues(item: Item, text: string, chapeau: Chapeau, vocabulary: Vocabulary): boolean {
  if (chapeau.suggestion !== null && item.label !== null) return true;
  if (pattern(`^\\s*(?:${vocabulary.infinitive}|${vocabulary.that})`, 'iu').test(text)) return true;
  // After a heading any paragraph is meant: "in addition to …, to appoint", or a bare verb.
  return !/^\p{L}+:/u.test(text) &&
    text.trim() !== '' &&
    chapeau.ask.addressees.length > 0 &&
    chapeau.suggestion === null
    ? true
    : pattern(`^\\s*[^,;]{3,90}, (?:${vocabulary.infinitive})`, 'iu').test(text);
}

/** Reads an item under an asking heading or chapeau. */
function underChapeau(item: Item, text: string, chapeau: Chapeau, context: Context): Chapeau | null {
  const { vocabulary } = context;
  const { force, forceAt } = chapeau.ask;
  if (force === 'decides' && chapeau.ask.addressees.length === 0) {
    // The heading only decides: the item says who, "that X shall", "to instruct X to".
    const at = { from: 0, to: 0 };
    const infinitive = pattern(`^[^,;]{3,90}, (?=${vocabulary.infinitive})`, 'iu').exec(text);
    const start = infinitive === null ? 0 : infinitive[0].length;
    const ask =
      chapeau.suggestion === null
        ? readAsk(text, 'decides', { from: start, to: start }, text.length, vocabulary)
        : ({ force, forceAt: at, addressees: [], thing: { from: 0, to: text.length }, by: 'itself' } satisfies Ask);
    if (
      ask === null ||
      (ask.by === 'nobody' &&
        ask.addressees.length === 0 &&
        chapeau.suggestion === null &&
        !pattern(`^\\s*${vocabulary.that}`, 'iu').test(text))
    )
      return null;
    const nested = ask.force !== 'decides';
    return emit(
      nested ? ask : { ...ask, forceAt },
      item,
      text,
      nested ? { eId: item.eId, text: item.text } : chapeau,
      context,
      chapeau,
    );
  }
  const opening = pattern(`^\\s*(?:[^;:]{3,160}?, )?(?=${vocabulary.infinitive})`, 'iu').exec(text);
  const direct = pattern(`^\\s*(?=${vocabulary.infinitive})`, 'iu').exec(text);
  const lead = (direct ?? opening)?.[0].length ?? 0;
  const marker = /^(?:to |de |d'|à |a que |que |a )/i.exec(text.slice(lead))?.[0].length ?? 0;
  return emit(
    {
      force,
      forceAt,
      addressees: chapeau.ask.addressees,
      thing: { from: lead + marker, to: text.length },
      by: 'named',
    },
    item,
    text,
    chapeau,
    context,
    chapeau,
  );
}

/** Terms of reference: each item that opens with a verb is owed by the group. */
function readMandate(items: readonly Item[], mandate: Mandate, context: Context): void {
  const { vocabulary } = context;
  for (const item of items) {
    if (item.state === 'deleted' || item.eId === mandate.eId) continue;
    const text = plain(item.text);
    const opening = pattern(
      `^\\s*(?:[^;:,]{3,80}, )?(?:${vocabulary.infinitive}|${vocabulary.bare.replace('?<verb>', '?:')})`,
      'iu',
    ).exec(text);
    if (opening !== null) {
      const marker = /^\s*(?:to |de |d'|à )/i.exec(text)?.[0].length ?? 0;
      const chapeau: Chapeau = {
        eId: mandate.eId,
        text: mandate.text,
        ask: { force: 'instructs', forceAt: mandate.at, addressees: mandate.addressees },
        suggestion: null,
      };
      emit(
        {
          force: 'instructs',
          forceAt: mandate.at,
          addressees: mandate.addressees,
          thing: { from: marker, to: text.length },
          by: 'named',
        },
        item,
        text,
        chapeau,
        context,
        null,
      );
    }
    if (opening === null || item.items.length > 0) readMandate(item.items, mandate, context);
  }
}

const OWN: ReadonlySet<Suggestion['deliverable']> = new Set([
  'report',
  'roadmap',
  'contribution',
  'database',
  'fund',
  'prize',
  'appointment',
]);
const dated = ({ timing }: Suggestion): boolean => timing.kind === 'once' || timing.kind === 'session';

/** Takes the sub-points back into their chapeau where they are no deliverables of their own. */
function mergeChapeau(before: number, item: Item, context: Context): void {
  const made = context.out.slice(before);
  const own = made.filter(({ eId }) => eId === item.eId);
  const inner = made.filter(({ eId }) => eId !== item.eId);
  if (own.length === 0 || inner.length === 0) return;
  // Beside a chapeau that says what is to be done, only what yields a thing of its own stands alone.
  const first = own[0];
  const firm = inner.filter(
    (one) =>
      OWN.has(one.deliverable) ||
      one.force !== first?.force ||
      one.addressees.join() !== first.addressees.join() ||
      (one.timing.kind !== 'none' && one.timing !== first.timing) ||
      dated(first),
  );
  const head = own.at(-1);
  // "… to instruct the group:" says nothing by itself: what it passes on stands below.
  const bare =
    head !== undefined &&
    (head.action.replace(/[\s:]/g, '').length < 4 ||
      (/:\s*$/.test(item.text) &&
        /^(?:charger|inviter|prier|demander|encourager|instruct|invite|request|encourage)(?!\p{L})/iu.test(
          head.action,
        )));
  if (bare) context.out.splice(before, made.length, ...made.filter((one) => one !== head));
  else context.out.splice(before, made.length, ...made.filter((one) => own.includes(one) || firm.includes(one)));
}
