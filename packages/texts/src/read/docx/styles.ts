import { defined } from '../../model/defined.ts';
import { child, elements, integer, onOff, val } from './xml.ts';
import type { Node } from './xml.ts';

/** A style with all it inherits already folded in. */
export interface Style {
  id: string;
  /** Name as stored: for built-in styles the English one, in a file of any language. */
  name: string;
  /** Outline level of a heading, 1 to 9. */
  heading?: number;
  numId?: string;
  ilvl?: number;
  align?: 'start' | 'center' | 'end';
  rtl?: boolean;
  /** First-line position, twips. */
  indent?: number;
  run: RunFormat;
}

/** Formatting of text; undefined means "not said here". Toggles are combined by the caller (17.7.3). */
export interface RunFormat {
  bold?: boolean;
  italic?: boolean;
  caps?: boolean;
  strike?: boolean;
  vanish?: boolean;
  rtl?: boolean;
  underline?: boolean;
  vert?: 'sup' | 'sub' | 'base';
  lang?: string;
  langBidi?: string;
  langAsia?: string;
}

export interface Styles {
  get(id: string | undefined): Style | undefined;
  defaultParagraph: Style | undefined;
  defaults: RunFormat;
  /** Styles that are based on each other in a circle. */
  cycles: string[];
}

const MAX_CHAIN = 64;

/** Names that other programs give to headings; Word itself stores "heading 1" whatever its language. */
const HEADING_NAME =
  /^(?:heading|titre|überschrift|título|titulo|заголовок|标题|標題|عنوان|rubrik|kop|intestazione|tittel)\s*([1-9])$/iu;

/** Reads `styles.xml`; a file without one gives an empty set. Cycles of basedOn are cut and named. */
export function readStyles(root: Node | undefined): Styles {
  const raw = new Map<string, Node>();
  let defaultId: string | undefined;
  for (const node of elements(root, 'w:style')) {
    const id = node.attributes['w:styleId'];
    if (id === undefined) continue;
    raw.set(id, node);
    const isDefault = node.attributes['w:default'];
    if (node.attributes['w:type'] === 'paragraph' && (isDefault === '1' || isDefault === 'true' || isDefault === 'on'))
      defaultId = id;
  }
  const cycles: string[] = [];
  const done = new Map<string, Style>();

  const resolve = (id: string): Style | undefined => {
    const chain: Node[] = [];
    const seen = new Set<string>();
    let at: string | undefined = id;
    let base: Style | undefined;
    while (at !== undefined && chain.length < MAX_CHAIN) {
      const ready = done.get(at);
      if (ready) {
        base = ready;
        break;
      }
      if (seen.has(at)) {
        cycles.push(id);
        break;
      }
      seen.add(at);
      const node = raw.get(at);
      if (!node) break;
      chain.push(node);
      at = val(node, 'w:basedOn');
    }
    for (const node of chain.reverse()) {
      base = derive(node, base);
      done.set(base.id, base);
    }
    return base;
  };
  for (const id of raw.keys()) if (!done.has(id)) resolve(id);

  const defaults = readRunFormat(child(child(child(root, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr'));
  return {
    get: (id) => (id === undefined ? undefined : done.get(id)),
    defaultParagraph: defaultId === undefined ? undefined : done.get(defaultId),
    defaults,
    cycles,
  };
}

function derive(node: Node, base: Style | undefined): Style {
  const name = val(node, 'w:name') ?? node.attributes['w:styleId'] ?? '';
  const properties = child(node, 'w:pPr');
  const own = readParagraphFormat(properties);
  const named = HEADING_NAME.exec(name)?.[1];
  const heading = own.heading ?? (named === undefined ? base?.heading : Number(named));
  return {
    ...base,
    ...defined({ numId: own.numId, ilvl: own.ilvl, align: own.align, rtl: own.rtl, indent: own.indent }),
    id: node.attributes['w:styleId'] ?? '',
    name,
    ...(heading === undefined ? {} : { heading: heading === 0 ? undefined : heading }),
    run: inherit(base?.run ?? {}, readRunFormat(child(node, 'w:rPr'))),
  };
}

/** What `w:pPr` says itself. `heading` is 0 where it says "body text" (outline level 9). */
export function readParagraphFormat(properties: Node | undefined): {
  heading?: number;
  numId?: string;
  ilvl?: number;
  align?: 'start' | 'center' | 'end';
  rtl?: boolean;
  indent?: number;
} {
  if (!properties) return {};
  const outline = integer(val(properties, 'w:outlineLvl'));
  const numPr = child(properties, 'w:numPr');
  const ind = child(properties, 'w:ind')?.attributes;
  const left = integer(ind?.['w:start'] ?? ind?.['w:left']);
  const first = (integer(ind?.['w:firstLine']) ?? 0) - (integer(ind?.['w:hanging']) ?? 0);
  return defined({
    heading: outline === undefined ? undefined : outline >= 0 && outline < 9 ? outline + 1 : 0,
    numId: val(numPr, 'w:numId'),
    ilvl: integer(val(numPr, 'w:ilvl')),
    align: alignment(val(properties, 'w:jc')),
    rtl: onOff(properties, 'w:bidi'),
    indent: left === undefined ? undefined : left + first,
  });
}

/** In a right-to-left paragraph Word means the leading edge by "left", so that start and end hold for both directions. */
function alignment(jc: string | undefined): 'start' | 'center' | 'end' | undefined {
  if (jc === undefined) return undefined;
  if (jc === 'center') return 'center';
  return jc === 'right' || jc === 'end' ? 'end' : 'start';
}

const TOGGLES = new Map(
  Object.entries({
    'w:b': 'bold',
    'w:i': 'italic',
    'w:caps': 'caps',
    'w:strike': 'strike',
    'w:dstrike': 'strike',
    'w:vanish': 'vanish',
    'w:rtl': 'rtl',
    'w:u': 'underline',
  } as const),
);

export function readRunFormat(properties: Node | undefined): RunFormat {
  if (!properties || properties.children.length === 0) return {};
  const out: RunFormat = {};
  for (const each of properties.children) {
    if (typeof each === 'string') continue;
    const value = each.attributes['w:val'];
    const on = !(value === '0' || value === 'false' || value === 'off' || value === 'none');
    const toggle = TOGGLES.get(each.name);
    if (toggle) out[toggle] = on;
    else if (each.name === 'w:vertAlign')
      out.vert = value === 'superscript' ? 'sup' : value === 'subscript' ? 'sub' : 'base';
    else if (each.name === 'w:lang') {
      const { 'w:val': latin, 'w:bidi': bidi, 'w:eastAsia': asia } = each.attributes;
      if (latin !== undefined) out.lang = latin;
      if (bidi !== undefined) out.langBidi = bidi;
      if (asia !== undefined) out.langAsia = asia;
    }
  }
  return out;
}

/** Later wins: the rule within one chain of styles, and for direct formatting. */
export function inherit(base: RunFormat, own: RunFormat): RunFormat {
  return Object.keys(own).length === 0 ? base : { ...base, ...own };
}

/**
 * Effective formatting of a run (17.7.3): bold, italic and capitals of paragraph style and character style cancel each other
 * out; what the run says itself wins over all.
 */
export function effective(
  defaults: RunFormat,
  paragraph: RunFormat,
  character: RunFormat | undefined,
  direct: RunFormat,
): RunFormat {
  const out: RunFormat = { ...defaults, ...paragraph, ...character };
  if (character) {
    for (const toggle of ['bold', 'italic', 'caps', 'strike', 'vanish'] as const) {
      if (paragraph[toggle] && character[toggle]) out[toggle] = false;
      else if (paragraph[toggle] || character[toggle]) out[toggle] = true;
    }
  }
  return { ...out, ...direct };
}
