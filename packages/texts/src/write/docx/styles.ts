import { escapeXml, langTag, PROLOGUE, value, W } from './xml.ts';

const FONTS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="SimSun" w:cs="Arial"/>';

const size = (halfPoints: number): string => `${value('sz', halfPoints)}${value('szCs', halfPoints)}`;
const BOLD = '<w:b/><w:bCs/>';
const ITALIC = '<w:i/><w:iCs/>';
const INK = value('color', '1F3864');

interface Style {
  id: string;
  name: string;
  based?: string;
  next?: string;
  paragraph?: string;
  run?: string;
  type?: 'paragraph' | 'character';
  /** Shown among the first styles. */
  quick?: true;
}

const spacing = (before: number, after: number, line = ''): string =>
  `<w:spacing w:before="${before}" w:after="${after}"${line}/>`;

const HEADINGS = [30, 26, 24, 22, 22, 22].map((points, i): Style => ({
  id: `Heading${i + 1}`,
  name: `heading ${i + 1}`,
  based: 'Normal',
  next: 'Normal',
  paragraph: `<w:keepNext/><w:keepLines/>${spacing(i === 0 ? 320 : 240, 80)}${value('outlineLvl', i)}`,
  run: `${i < 4 ? BOLD : ''}${i > 3 ? ITALIC : ''}${INK}${size(points)}`,
  quick: true,
}));

const STYLES: readonly Style[] = [
  {
    id: 'Title',
    name: 'Title',
    based: 'Normal',
    next: 'Normal',
    paragraph: `<w:keepNext/>${spacing(120, 200)}${value('jc', 'center')}`,
    // Not bold: lines of a text in this style must not come back as bold words.
    run: `${INK}${size(36)}`,
    quick: true,
  },
  {
    id: 'Subtitle',
    name: 'Subtitle',
    based: 'Normal',
    next: 'Normal',
    paragraph: `<w:keepNext/>${spacing(60, 120)}${value('jc', 'center')}`,
    run: size(26),
    quick: true,
  },
  ...HEADINGS,
  { id: 'Item', name: 'Item', based: 'Normal', quick: true },
  {
    id: 'Caption',
    name: 'caption',
    based: 'Normal',
    next: 'Normal',
    paragraph: `<w:keepNext/>${spacing(160, 80)}`,
    run: `${BOLD}${size(20)}`,
    quick: true,
  },
  { id: 'TableText', name: 'Table text', based: 'Normal', paragraph: spacing(40, 40), run: size(18) },
  {
    id: 'TableHead',
    name: 'Table head',
    based: 'TableText',
    paragraph: '<w:keepNext/>',
    run: BOLD,
  },
  { id: 'FootnoteText', name: 'footnote text', based: 'Normal', paragraph: spacing(0, 40), run: size(18) },
  {
    id: 'FootnoteReference',
    name: 'footnote reference',
    type: 'character',
    run: value('vertAlign', 'superscript'),
  },
  { id: 'EndnoteText', name: 'endnote text', based: 'Normal', paragraph: spacing(0, 40), run: size(18) },
  { id: 'EndnoteReference', name: 'endnote reference', type: 'character', run: value('vertAlign', 'superscript') },
  { id: 'Hyperlink', name: 'Hyperlink', type: 'character', run: `${value('color', '0B4F9E')}${value('u', 'single')}` },
  { id: 'Header', name: 'header', based: 'Normal', paragraph: spacing(0, 0), run: size(18) },
  { id: 'Footer', name: 'footer', based: 'Normal', paragraph: spacing(0, 0), run: size(18) },
  {
    id: 'LineNumber',
    name: 'line number',
    type: 'character',
    run: `${value('color', '6B6B6B')}${size(18)}${value('vertAlign', 'superscript')}`,
  },
  { id: 'CommentText', name: 'annotation text', based: 'Normal', paragraph: spacing(0, 0), run: size(20) },
  { id: 'CommentReference', name: 'annotation reference', type: 'character', run: size(16) },
];

/** A style as the writer of a paragraph needs to know it. */
export interface UsedStyle {
  id: string;
  name: string;
  /** Set where the style is none of the writer's: it is written with its name alone, and looks like plain text. */
  own?: true;
  bold?: boolean;
  italic?: boolean;
  align?: 'center';
  outline?: number;
}

/** Styles by the name that a file gives them; those of others are taken up as they are met. */
export function styleBook(): { style(name: string): UsedStyle; styles(): UsedStyle[] } {
  const byName = new Map<string, UsedStyle>([['normal', { id: 'Normal', name: 'Normal' }]]);
  for (const { id, name, type, run = '', paragraph = '' } of STYLES) {
    if (type === 'character') continue;
    const outline = /outlineLvl w:val="(\d)"/.exec(paragraph)?.[1];
    byName.set(name.toLowerCase(), {
      id,
      name,
      bold: run.includes('<w:b/>') || undefined,
      italic: run.includes('<w:i/>') || undefined,
      align: paragraph.includes('w:jc w:val="center"') ? 'center' : undefined,
      outline: outline === undefined ? undefined : Number(outline) + 1,
    });
  }
  return {
    style(name) {
      const known = byName.get(name.toLowerCase());
      if (known !== undefined && (known.own === undefined || known.name === name)) return known;
      const made: UsedStyle = byName.get(name) ?? { id: `Style${byName.size}`, name, own: true };
      byName.set(known === undefined ? name.toLowerCase() : name, made);
      return made;
    },
    styles: () => [...byName.values()],
  };
}

function print(style: Style): string {
  const type = style.type ?? 'paragraph';
  return `<w:style w:type="${type}" w:styleId="${style.id}">${value('name', style.name)}${
    style.based ? value('basedOn', style.based) : ''
  }${style.next ? value('next', style.next) : ''}${style.quick ? '<w:qFormat/>' : ''}${
    style.paragraph ? `<w:pPr>${style.paragraph}</w:pPr>` : ''
  }${style.run ? `<w:rPr>${style.run}</w:rPr>` : ''}</w:style>`;
}

const border = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="8C96A8"/>`;

/**
 * styles.xml: real styles, so that contents, navigation and screen readers find their way. A language that was chosen stands
 * in the style of all text: as a default it would be taken for that of the program.
 */
export function stylesXml(language: string, byDefault: boolean, used: readonly UsedStyle[]): string {
  const table = `<w:style w:type="table" w:default="1" w:styleId="TableNormal">${value('name', 'Normal Table')}<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="Table">${value('name', 'Table Grid')}${value('basedOn', 'TableNormal')}<w:tblPr><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('')}</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E6ECF5"/></w:tcPr></w:tblStylePr></w:style>`;
  return `${PROLOGUE}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>${FONTS}${size(22)}${byDefault ? langTag(language) : ''}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>${spacing(0, 120, ' w:line="264" w:lineRule="auto"')}</w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">${value('name', 'Normal')}<w:qFormat/>${byDefault ? '' : `<w:rPr>${langTag(language)}</w:rPr>`}</w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">${value('name', 'Default Paragraph Font')}</w:style>${[...STYLES, ...used.filter((one) => one.own).map((one): Style => ({ id: one.id, name: one.name, based: 'Normal', quick: true }))].map(print).join('')}${table}</w:styles>`;
}

/** settings.xml: notes have their separators; Word asks for nothing when it opens the file. */
export const settingsXml = (language: string, notes: { footnote: boolean; endnote: boolean }): string =>
  `${PROLOGUE}<w:settings ${W}>${value('defaultTabStop', 567)}${(['footnote', 'endnote'] as const)
    .filter((kind) => notes[kind])
    .map((kind) => `<w:${kind}Pr><w:${kind} w:id="-1"/><w:${kind} w:id="0"/></w:${kind}Pr>`)
    .join(
      '',
    )}<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="${escapeXml(language)}"/></w:settings>`;
