import { suggestObligations } from '../obligations/index.ts';
import { BINDING, type Suggestion } from '../model/obligation.ts';
import type { Group, Item, Outline, Text } from '../model/text.ts';
import { DATED, OWED, RULES, SAME, type Rule, type RuleCode } from './rules.ts';

export { RULES, type Rule, type RuleCode } from './rules.ts';

/** One thing a drafter should look at. Words for it are the caller's, by `rule` and `values`. */
export interface Finding {
  rule: RuleCode;
  level: Rule['level'];
  /** Index of the text in the outline; its place, or null where it concerns the whole text. */
  text: number;
  eId: string | null;
  label: string | null;
  /** Line of the source, 0 where it concerns the whole. */
  line: number;
  /** The words it is about. */
  words: string;
  values: Record<string, string | number>;
}

/** What is known beyond the text. All may be left out: the rules that need it are then silent. */
export interface CheckOptions {
  /** Instruments on record, each with the revision in force ('' where it has none). */
  instruments?: readonly { body: string | null; number: string; revision: string }[];
  /** Demands on record, to tell what is asked already. */
  demands?: readonly { words: string; where: string }[];
  /** Longest text that the body accepts, in words. */
  longest?: number;
}

/**
 * Checks how a text is drafted: what cannot be followed up, is asked twice, or cites what is no longer in force. Pure.
 * The rules with their sources are in `RULES`.
 */
export function check(outline: Outline, options: CheckOptions = {}): Finding[] {
  const suggestions = suggestObligations(outline);
  return outline.texts
    .flatMap((text, at) => [
      ...addressees(text, at),
      ...demands(
        text,
        at,
        suggestions.filter((one) => one.text === at && !one.informs),
        options,
      ),
      ...instruments(text, at, options),
      ...numbering(text, at),
      ...length(text, at, options),
    ])
    .map((one) => ({ ...one, level: RULES.find((rule) => rule.code === one.rule)?.level ?? 'advice' }));
}

type Raw = Omit<Finding, 'level'>;

const walk = (groups: readonly Group[]): Group[] => groups.flatMap((one) => [one, ...walk(one.groups)]);
const itemsOf = (items: readonly Item[]): Item[] => items.flatMap((one) => [one, ...itemsOf(one.items)]);

function addressees(text: Text, at: number): Raw[] {
  return walk(text.groups)
    .filter(
      (group) =>
        group.part === 'operative' &&
        group.verb !== null &&
        group.verb !== 'resolves' &&
        group.verb !== 'decides' &&
        group.addressees.length === 0 &&
        group.items.length > 0 &&
        /^(?:instructs|requests|invites|encourages|urges|recommends|calls)/.test(group.verb),
    )
    .map((group) => ({
      rule: 'no-addressee' as const,
      text: at,
      eId: group.eId,
      label: group.label ?? null,
      line: group.lines[0] ?? 0,
      words: group.heading,
      values: {},
    }));
}

function demands(text: Text, at: number, asked: readonly Suggestion[], options: CheckOptions): Raw[] {
  const lines = new Map(
    walk(text.groups).flatMap((group) => [
      [group.eId, group.lines[0] ?? 0] as const,
      ...itemsOf(group.items).map((item) => [item.eId, item.lines[0] ?? 0] as const),
    ]),
  );
  const place = (one: Suggestion) => ({
    text: at,
    eId: one.eId,
    label: one.label,
    line: lines.get(one.eId) ?? 0,
    words: one.action,
  });
  const found: Raw[] = [];
  const sets = asked.map((one) => wordsOf(one.action));
  const known = (options.demands ?? []).map((one) => ({ ...one, set: wordsOf(one.words) }));
  asked.forEach((one, i) => {
    if (BINDING.has(one.force) && DATED.has(one.deliverable) && one.timing.kind === 'none')
      found.push({ rule: 'no-date', ...place(one), values: { deliverable: one.deliverable } });
    if (OWED.has(one.deliverable) && one.recipients.length === 0)
      found.push({ rule: 'no-recipient', ...place(one), values: { deliverable: one.deliverable } });
    const twin = asked.findIndex((other, j) => j < i && same(one, other) && alike(sets[i]!, sets[j]!) >= SAME);
    if (twin >= 0)
      found.push({ rule: 'repeated', ...place(one), values: { other: asked[twin]?.label ?? asked[twin]?.eId ?? '' } });
    const before = known.find((other) => alike(sets[i]!, other.set) >= SAME);
    if (before) found.push({ rule: 'repeated-on-record', ...place(one), values: { where: before.where } });
  });
  const asksReview = asked.some(
    (one) => one.deliverable === 'review' || (one.deliverable === 'report' && one.recipients.length > 0),
  );
  if (asked.length > 0 && !asksReview)
    found.push({ rule: 'no-review', text: at, eId: null, label: null, line: 0, words: '', values: {} });
  return found;
}

const same = (a: Suggestion, b: Suggestion): boolean =>
  a.addressees.length === 0 || b.addressees.length === 0 || a.addressees.some((one) => b.addressees.includes(one));

function instruments(text: Text, at: number, options: CheckOptions): Raw[] {
  const found: Raw[] = [];
  const seen = new Map<string, string>();
  for (const one of text.references) {
    const place = { text: at, eId: one.eId, label: null, line: 0, words: one.text };
    const key = `${one.body ?? ''} ${one.kind} ${one.number}`;
    const revision = plain(one.revision);
    const before = seen.get(key);
    if (before !== undefined && revision !== '' && before !== '' && before !== revision)
      found.push({ rule: 'two-revisions', ...place, values: { number: one.number, other: before } });
    if (before === undefined || before === '') seen.set(key, revision);
    if (!options.instruments || before !== undefined) continue;
    const known = options.instruments.filter(
      (each) => each.number === one.number && (one.body === null || each.body === null || each.body === one.body),
    );
    if (known.length === 0) found.push({ rule: 'unknown-instrument', ...place, values: { number: one.number } });
    else if (revision !== '' && known.every((each) => each.revision !== '' && plain(each.revision) !== revision))
      found.push({
        rule: 'older-revision',
        ...place,
        values: { number: one.number, current: known[0]?.revision ?? '' },
      });
  }
  return found;
}

const plain = (revision: string | null): string =>
  (revision ?? '')
    .replace(/[\s.]+/g, ' ')
    .trim()
    .toLowerCase();

function numbering(text: Text, at: number): Raw[] {
  return text.warnings
    .filter((one) => one.code.startsWith('series'))
    .map((one) => ({
      rule: 'numbering' as const,
      text: at,
      eId: null,
      label: null,
      line: one.line,
      words: one.message,
      values: {},
    }));
}

function length(text: Text, at: number, { longest }: CheckOptions): Raw[] {
  if (longest === undefined) return [];
  const words = walk(text.groups)
    .flatMap((group) => [group.heading, ...itemsOf(group.items).map((item) => item.text)])
    .reduce((sum, one) => sum + countWords(one, text.language), 0);
  return words <= longest
    ? []
    : [{ rule: 'too-long', text: at, eId: null, label: null, line: 0, words: '', values: { words, longest } }];
}

const segmenters = new Map<string, Intl.Segmenter>();
function segments(text: string, language: string): string[] {
  let segmenter = segmenters.get(language);
  if (!segmenter) segmenters.set(language, (segmenter = new Intl.Segmenter(language, { granularity: 'word' })));
  return [...segmenter.segment(text)].flatMap((one) => (one.isWordLike ? [one.segment.toLowerCase()] : []));
}
const countWords = (text: string, language: string): number => segments(text, language).length;
const wordsOf = (text: string): ReadonlySet<string> => new Set(segments(text, 'en'));

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}
