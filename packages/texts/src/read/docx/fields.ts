import type { Field, Story } from './story.ts';
import { child, onOff } from './xml.ts';
import type { Node } from './xml.ts';

/** Whether words at this place are shown or belong to the code of a field. */
export function fieldState(story: Story, words: string): 'shown' | 'code' {
  const field = story.fields.find((each) => each.phase === 'instruction');
  if (!field || words === '') return 'shown';
  if (story.session.line === field.line) return 'code';
  // The code of a field never runs on into the words of a later paragraph: its separator is missing.
  story.fields.length = 0;
  story.session.warn('field-broken', 'A field has no end; the words after it are kept.', field.line);
  return 'shown';
}

/** The instruction of the field that prints the words read now; undefined outside fields, and in those that are links. */
export function fieldOf(story: Story): string | undefined {
  const field = story.fields.findLast((each) => each.phase === 'result' && each.link === undefined);
  if (!field || field.spans || story.session.line !== field.line) return undefined;
  return field.instruction.trim() || undefined;
}

/**
 * Opens, turns or closes a field; gives what one that printed nothing leaves: its instruction, and the sign of a box that is
 * ticked or not.
 */
export function fieldChar(node: Node, story: Story): { text: string; field: string } | undefined {
  const type = node.attributes['w:fldCharType'];
  if (type === 'begin') {
    // The code of a field that holds another is more than one instruction can say.
    for (const outer of story.fields) if (outer.phase === 'instruction') outer.spans = true;
    const field: Field = { phase: 'instruction', instruction: '', line: story.session.line, printed: false };
    story.fields.push(field);
    const box = child(child(node, 'w:ffData'), 'w:checkBox');
    if (box) field.box = (onOff(box, 'w:checked') ?? onOff(box, 'w:default') ?? false) ? '☑' : '☐';
    return undefined;
  }
  const field = story.fields.at(-1);
  if (!field) return undefined;
  if (type === 'separate') {
    field.phase = 'result';
    const link = fieldLink(field.instruction);
    if (link !== undefined) field.link = link;
    return undefined;
  }
  story.fields.pop();
  const instruction = field.instruction.trim();
  if (field.printed || field.spans || (instruction === '' && field.box === undefined)) return undefined;
  return { text: field.box ?? '', field: instruction };
}

/** Address of a HYPERLINK instruction: `HYPERLINK "http://…" \l "bookmark"`. */
export function fieldLink(instruction: string): string | undefined {
  const match = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"][^\s]*))?(?:.*?\\l\s+"([^"]*)")?/is.exec(instruction);
  if (match === null) return undefined;
  return safeLink(match[1] ?? match[2], match[3]);
}

export function linkOf(node: Node, story: Story): string | undefined {
  const id = node.attributes['r:id'];
  const target = id === undefined ? undefined : story.relationships.get(id);
  const link = safeLink(target?.external ? target.target : undefined, node.attributes['w:anchor']);
  if (link === undefined && target)
    story.session.warn('link-refused', 'A link to a place that is not a web or mail address is not kept.');
  return link;
}

function safeLink(target: string | undefined, anchor: string | undefined): string | undefined {
  const clean = target?.trim();
  if (clean !== undefined && clean !== '') {
    if (!/^(?:https?:\/\/|mailto:)/i.test(clean)) return undefined;
    return anchor !== undefined && anchor !== '' && !clean.includes('#') ? `${clean}#${anchor}` : clean;
  }
  return anchor === undefined || anchor === '' ? undefined : `#${anchor}`;
}
