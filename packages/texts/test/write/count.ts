import { partsOf, type El } from './valid.ts';

/**
 * What a Word file holds, counted by walking its XML: no reader of ours has a hand in it. Formatting is counted in characters
 * of words, as Word shows them: said by the run, by its style, or by the style of its paragraph (17.7.3).
 */
export function count(bytes: Uint8Array): Map<string, number> {
  const { trees } = partsOf(bytes);
  const out = new Map<string, number>();
  const add = (kind: string, by = 1): void => void out.set(kind, (out.get(kind) ?? 0) + by);
  const styles = stylesOf(trees.get('word/styles.xml'));
  for (const [name, tree] of trees) {
    if (/^word\/(?:document|document2|footnotes|endnotes|header\d*|footer\d*)\.xml$/.test(name))
      walk(tree, { add, styles, marks: '', paragraph: {}, link: false });
    if (name === 'word/comments.xml') for (const one of tree.children) countComment(one, add);
    if (name === 'word/commentsExtended.xml')
      for (const one of tree.children) {
        if (one.attributes['paraIdParent'] !== undefined) add('comments that answer another');
        if (on(one.attributes['done'])) add('comments that are closed');
      }
    if (name === 'docProps/core.xml')
      for (const one of tree.children)
        if (one.text.trim() !== '' && /^(?:title|creator|created|modified|language)$/.test(one.name))
          add('properties of the file');
  }
  return out;
}

function countComment(comment: El, add: (kind: string, by?: number) => void): void {
  add('comments');
  if (comment.attributes['author']) add('comments with an author');
  if (comment.attributes['date']) add('comments with a date');
}

type Look = Record<string, string | undefined>;
interface Around {
  add(kind: string, by?: number): void;
  styles: Map<string, Style>;
  marks: string;
  paragraph: Look;
  link: boolean;
}
interface Style {
  look: Look;
  heading: boolean;
  list: boolean;
}

const on = (value: string | undefined): boolean => !['0', 'false', 'off', 'none'].includes(value ?? '1');
const child = (el: El | undefined, name: string): El | undefined => el?.children.find((one) => one.name === name);
const TOGGLES = ['b', 'i', 'caps', 'strike'];

/** What run properties say: toggles as "on" and "off", others by their value. */
function lookOf(properties: El | undefined): Look {
  const out: Look = {};
  for (const { name, attributes } of properties?.children ?? []) {
    if (TOGGLES.includes(name) || name === 'rtl' || name === 'smallCaps' || name === 'u' || name === 'vanish')
      out[name === 'dstrike' ? 'strike' : name] = on(attributes['val']) ? 'on' : 'off';
    else if (name === 'vertAlign' || name === 'color' || name === 'sz' || name === 'highlight')
      out[name] = attributes['val'];
    else if (name === 'rFonts' && attributes['ascii'] !== undefined) out[name] = attributes['ascii'];
  }
  return out;
}

function stylesOf(root: El | undefined): Map<string, Style> {
  const raw = new Map<string, El>();
  for (const one of root?.children ?? []) if (one.name === 'style') raw.set(one.attributes['styleId'] ?? '', one);
  const out = new Map<string, Style>();
  const resolve = (id: string, depth: number): Style => {
    const el = raw.get(id);
    if (el === undefined || depth > 40) return { look: {}, heading: false, list: false };
    const base = resolve(child(el, 'basedOn')?.attributes['val'] ?? '', depth + 1);
    const level = child(child(el, 'pPr'), 'outlineLvl')?.attributes['val'];
    return {
      look: { ...base.look, ...lookOf(child(el, 'rPr')) },
      heading: level === undefined ? base.heading : Number(level) < 9,
      list: child(child(el, 'pPr'), 'numPr') !== undefined || base.list,
    };
  };
  for (const [id, el] of raw) {
    out.set(id, resolve(id, 0));
    if (el.attributes['type'] === 'paragraph' && el.attributes['default'] !== undefined) out.set('', resolve(id, 0));
  }
  return out;
}

const MARKED: Record<string, string> = {
  ins: 'inserted',
  del: 'deleted',
  moveFrom: 'moved from here',
  moveTo: 'moved to here',
};

function walk(el: El, around: Around): void {
  const { add } = around;
  switch (el.name) {
    case 'p':
      countParagraph(el, around);
      return;
    case 'r':
      countRun(el, around);
      return;
    case 'AlternateContent': {
      const branch = el.children.find((one) => one.name === 'Choice') ?? el.children[0];
      if (branch !== undefined) walk(branch, around);
      return;
    }
    case 'tbl':
      add('tables');
      break;
    case 'tr': {
      const properties = child(el, 'trPr');
      add('rows');
      if (child(properties, 'tblHeader') !== undefined) add('header rows');
      if (child(properties, 'ins') !== undefined) add('rows inserted');
      if (child(properties, 'del') !== undefined) add('rows deleted');
      break;
    }
    case 'tc': {
      const properties = child(el, 'tcPr');
      add('cells');
      if (Number(child(properties, 'gridSpan')?.attributes['val'] ?? 1) > 1) add('cells over several columns');
      if (child(properties, 'vMerge') !== undefined) add('cells merged downwards');
      if (child(properties, 'cellIns') ?? child(properties, 'cellDel')) add('cells inserted or deleted');
      break;
    }
    case 'sectPr':
      add('sections');
      return;
    case 'bookmarkStart':
      if (el.attributes['name'] !== '_GoBack') add('bookmarks');
      return;
    case 'moveFromRangeStart':
      add('ranges of moves');
      return;
    case 'commentRangeStart':
      add('places of comments');
      return;
    case 'fldSimple':
      add('fields');
      break;
    case 'pPr':
    case 'footnotePr':
      return;
    default:
  }
  const mark = MARKED[el.name];
  const link = el.name === 'hyperlink';
  const within = {
    ...around,
    ...(mark === undefined ? {} : { marks: around.marks === '' ? mark : 'inserted, then deleted' }),
    ...(link ? { link } : {}),
  };
  for (const one of el.children) walk(one, within);
}

function countParagraph(el: El, around: Around): void {
  const { add, styles } = around;
  const properties = child(el, 'pPr');
  const style = styles.get(child(properties, 'pStyle')?.attributes['val'] ?? '') ?? {
    look: {},
    heading: false,
    list: false,
  };
  const words = textOf(el) !== '';
  add(words ? 'paragraphs with words' : 'empty paragraphs');
  const list = child(properties, 'numPr');
  const numbered = list === undefined ? style.list : child(list, 'numId')?.attributes['val'] !== '0';
  const level = child(properties, 'outlineLvl')?.attributes['val'];
  if (words && numbered) add('paragraphs that Word numbers');
  if (words && (level === undefined ? style.heading : Number(level) < 9)) add('headings');
  if (words && /^(?:center|right|end)$/.test(child(properties, 'jc')?.attributes['val'] ?? ''))
    add('paragraphs centred or at the end');
  if (words && child(properties, 'bidi') && on(child(properties, 'bidi')?.attributes['val']))
    add('paragraphs from right to left');
  if (child(properties, 'pPrChange') !== undefined) add('changes of the format of a paragraph');
  for (const [name, mark] of Object.entries(MARKED))
    if (child(child(properties, 'rPr'), name) !== undefined) add(`ends of paragraphs ${mark}`);
  if (child(properties, 'sectPr') !== undefined) add('sections');
  for (const one of el.children) if (one !== properties) walk(one, { ...around, paragraph: style.look });
}

function textOf(el: El): string {
  if (el.name === 't' || el.name === 'delText') return el.text;
  return el.name === 'txbxContent' || el.name === 'Fallback' ? '' : el.children.map(textOf).join('');
}

function countRun(el: El, around: Around): void {
  const { add, styles, marks } = around;
  const properties = child(el, 'rPr');
  const character = styles.get(child(properties, 'rStyle')?.attributes['val'] ?? 'none')?.look ?? {};
  const look: Look = { ...around.paragraph, ...character };
  for (const toggle of TOGGLES)
    if (around.paragraph[toggle] === 'on' && character[toggle] === 'on') look[toggle] = 'off';
    else if (around.paragraph[toggle] === 'on' && character[toggle] === undefined) look[toggle] = 'on';
  Object.assign(look, lookOf(properties));
  if (child(properties, 'rPrChange') !== undefined) add('changes of the format of words');
  for (const one of el.children) {
    switch (one.name) {
      case 't':
      case 'delText': {
        const size = one.text.replace(/\s/g, '').length;
        if (look['vanish'] === 'on') {
          add('letters hidden', size);
          break;
        }
        add('letters', size);
        if (marks !== '') add(`letters ${marks}`, size);
        if (around.link) add('letters in links', size);
        countLook(look, lookOf(properties), size, add);
        break;
      }
      case 'tab':
        add('tabs');
        break;
      case 'br':
        add(one.attributes['type'] === 'page' ? 'page breaks' : 'line breaks');
        break;
      case 'footnoteReference':
        add('references to footnotes');
        break;
      case 'endnoteReference':
        add('references to endnotes');
        break;
      case 'fldChar':
        if (one.attributes['fldCharType'] === 'begin') add('fields');
        break;
      case 'sym':
        add('letters of symbol fonts');
        break;
      default:
        if (['drawing', 'pict', 'object', 'AlternateContent'].includes(one.name)) countDrawing(one, around);
    }
  }
}

function countLook(look: Look, own: Look, size: number, add: Around['add']): void {
  if (look['b'] === 'on') add('letters in bold', size);
  if (look['i'] === 'on') add('letters in italics', size);
  if (look['u'] === 'on') add('letters underlined', size);
  if (look['strike'] === 'on') add('letters struck through', size);
  if (look['caps'] === 'on') add('letters in capitals', size);
  if (look['smallCaps'] === 'on') add('letters in small capitals', size);
  if (look['vertAlign'] === 'superscript') add('letters raised', size);
  if (look['vertAlign'] === 'subscript') add('letters lowered', size);
  if (look['rtl'] === 'on') add('letters from right to left', size);
  if (own['color'] !== undefined) add('letters with a colour of their own', size);
  if (own['sz'] !== undefined) add('letters with a size of their own', size);
  if (own['rFonts'] !== undefined) add('letters with a font of their own', size);
  if (own['highlight'] !== undefined) add('letters highlighted', size);
}

function countDrawing(el: El, around: Around): void {
  const { add } = around;
  let branch = el;
  while (branch.name === 'AlternateContent') branch = branch.children[0] ?? { ...branch, name: '' };
  const inner = [...flat(branch)];
  if (inner.some((one) => one.name === 'blip' || one.name === 'imagedata')) add('images');
  if (inner.some((one) => one.name === 'docPr' && one.attributes['descr'])) add('images with alternative text');
  for (const box of inner.filter((one) => one.name === 'txbxContent')) {
    add('text boxes');
    for (const one of box.children) walk(one, around);
  }
}

function* flat(el: El): Generator<El> {
  yield el;
  if (el.name !== 'txbxContent' && el.name !== 'Fallback') for (const one of el.children) yield* flat(one);
}
