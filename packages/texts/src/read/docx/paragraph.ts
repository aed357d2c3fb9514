import { defined } from '../../model/defined.ts';
import type { Block } from '../../model/text.ts';
import { revisionsIn } from './inline.ts';
import { levelOfStyle, originalLabel } from './numbering.ts';
import { authoredBy, presence } from './story.ts';
import type { Revision, Story } from './story.ts';
import { readParagraphFormat } from './styles.ts';
import type { Style } from './styles.ts';
import { child, val } from './xml.ts';
import type { Node } from './xml.ts';

/** The style of a paragraph with these properties. */
export const styleOf = (properties: Node | undefined, { session: { styles } }: Story): Style | undefined =>
  styles.get(val(properties, 'w:pStyle')) ?? styles.defaultParagraph;

/** Marks on the end of the paragraph itself: `w:pPr/w:rPr` holds them (17.13.5.15 and 20). */
export const paragraphMarks = (properties: Node | undefined, story: Story): Revision[] =>
  revisionsIn(child(properties, 'w:rPr'), ['w:ins', 'w:moveTo', 'w:del', 'w:moveFrom'], story);

/** What the paragraph was before a change of its format, its numbering or the section it ends; labels are told by `oldLabel`. */
export function formatBefore(properties: Node | undefined, block: Block, story: Story): Block['was'] {
  const change = child(properties, 'w:pPrChange');
  const numPr = child(properties, 'w:numPr');
  const other =
    child(numPr, 'w:numberingChange') ??
    child(numPr, 'w:ins') ??
    child(child(properties, 'w:sectPr'), 'w:sectPrChange');
  if (!change) return other ? authoredBy(other) : undefined;
  const old = child(change, 'w:pPr');
  const style = styleOf(old, story);
  const own = readParagraphFormat(old);
  const list = listOf(own, style, story);
  const heading = own.heading ?? style?.heading ?? 0;
  const level = list ? list.ilvl + 1 : indentLevel(style, own.indent ?? style?.indent);
  const align = own.align ?? style?.align ?? 'start';
  const rtl = own.rtl ?? style?.rtl ?? false;
  return defined({
    ...authoredBy(change),
    style: unlike(style?.name ?? null, block.style ?? null),
    heading: unlike(heading || null, block.heading ?? null),
    level: unlike(level, block.level ?? 0),
    align: unlike(align, block.align ?? 'start'),
    rtl: unlike(rtl, block.rtl ?? false),
  });
}

const unlike = <Value>(was: Value, is: Value): Value | undefined => (was === is ? undefined : was);

export function computedLabel(
  properties: Node | undefined,
  style: Style | undefined,
  own: ReturnType<typeof readParagraphFormat>,
  end: Revision | undefined,
  story: Story,
): { numbered: boolean; label?: string; oldLabel?: string; level: number; list?: Block['list'] } {
  const { session } = story;
  const now = listOf(own, style, story);
  const numPr = child(properties, 'w:numPr');
  const change = child(properties, 'w:pPrChange');
  let was = now;
  if (change) {
    const oldProperties = child(change, 'w:pPr');
    was = listOf(readParagraphFormat(oldProperties), styleOf(oldProperties, story), story);
  } else if (child(numPr, 'w:ins') !== undefined) {
    was = listOf({}, style, story);
  }
  const numbering = child(numPr, 'w:numberingChange')?.attributes['w:original'];
  const where = presence(end);
  const language = session.language;
  const after = where.after && now ? session.after.next(now.numId, now.ilvl, language) : undefined;
  let before = where.before && was ? session.before.next(was.numId, was.ilvl, language) : undefined;
  if (numbering !== undefined && where.before) before = originalLabel(numbering) ?? before;
  const list = where.after ? now : was;
  if (after === undefined && before === undefined) return { numbered: false, level: 0 };
  const level = (list?.ilvl ?? 0) + 1;
  const counts = list && session.numbering.lists.get(list.numId)?.levels[list.ilvl];
  return {
    numbered: true,
    label: where.after ? after : before,
    oldLabel: where.after && where.before && before !== after ? (before ?? '') : undefined,
    level,
    list: list && counts && { id: list.numId, format: counts.format, pattern: counts.text },
  };
}

/** The list a paragraph is in: its own numPr over its style's; numId 0 takes it out (17.9.18). */
function listOf(
  own: { numId?: string; ilvl?: number },
  style: Style | undefined,
  story: Story,
): { numId: string; ilvl: number } | undefined {
  const numId = own.numId ?? style?.numId;
  if (numId === undefined || numId === '0') return undefined;
  const { numbering } = story.session;
  if (own.numId !== undefined) return { numId, ilvl: own.ilvl ?? style?.ilvl ?? 0 };
  return {
    numId,
    ilvl: own.ilvl ?? (style?.ilvl !== undefined ? style.ilvl : levelOfStyle(numbering, numId, style?.id)),
  };
}

/** Depth of a paragraph outside lists: "enumlev2" of ITU templates says it; else one level per half inch to the first line. */
export function indentLevel(style: Style | undefined, indent: number | undefined): number {
  const named = /^enumlev\s?(\d)$/i.exec(style?.name ?? '')?.[1];
  if (named !== undefined) return Number(named);
  if (indent === undefined || indent < 200) return 0;
  return Math.min(9, Math.max(1, Math.round(indent / 720)));
}
