import { escapeXml, langTag, PROLOGUE, value, W } from './xml.ts';

const FONTS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="SimSun" w:cs="Arial"/>';

const size = (halfPoints: number): string => `${value('sz', halfPoints)}${value('szCs', halfPoints)}`;
const BOLD = '<w:b/><w:bCs/>';
const ITALIC = '<w:i/><w:iCs/>';
const INK = value('color', '1F3864');

interface Style {
  id: string;
  name: string;
  type: 'paragraph' | 'character';
  based?: string;
  /** Whether a plain paragraph follows it. */
  leads?: boolean;
  paragraph?: string;
  run?: string;
  /** Shown among the first styles. */
  quick?: boolean;
}

const spacing = (before: number, after: number, line = ''): string =>
  `<w:spacing w:before="${before}" w:after="${after}"${line}/>`;

/** The id of a style of Word: its name as one word. */
const idOf = (name: string): string =>
  name.replace(/^annotation/, 'comment').replace(/(?:^| )(\w)/g, (_, first: string) => first.toUpperCase());
const paragraphStyle = (name: string, paragraph: string, run: string, more: Partial<Style> = {}): Style => ({
  id: idOf(name),
  name,
  type: 'paragraph',
  based: 'Normal',
  paragraph,
  run,
  ...more,
});
const characterStyle = (name: string, run: string): Style => ({ id: idOf(name), name, type: 'character', run });

/** What heads others: shown first, kept on the page of what follows. */
const head = (name: string, paragraph: string, run: string): Style =>
  paragraphStyle(name, `<w:keepNext/>${paragraph}`, run, { leads: true, quick: true });
const HEADINGS = [30, 26, 24, 22, 22, 22].map((points, i) =>
  head(
    `heading ${i + 1}`,
    `<w:keepLines/>${spacing(i === 0 ? 320 : 240, 80)}${value('outlineLvl', i)}`,
    `${i < 4 ? BOLD : ITALIC}${INK}${size(points)}`,
  ),
);
const CENTRED = value('jc', 'center');
const RAISED = value('vertAlign', 'superscript');

const STYLES: readonly Style[] = [
  // Not bold: lines of a text in this style must not come back as bold words.
  head('Title', spacing(120, 200) + CENTRED, INK + size(36)),
  head('Subtitle', spacing(60, 120) + CENTRED, size(26)),
  ...HEADINGS,
  paragraphStyle('Item', '', '', { quick: true }),
  head('caption', spacing(160, 80), BOLD + size(20)),
  paragraphStyle('Table text', spacing(40, 40), size(18)),
  paragraphStyle('Table head', '<w:keepNext/>', BOLD, { based: 'TableText' }),
  paragraphStyle('footnote text', spacing(0, 40), size(18)),
  characterStyle('footnote reference', RAISED),
  paragraphStyle('endnote text', spacing(0, 40), size(18)),
  characterStyle('endnote reference', RAISED),
  characterStyle('Hyperlink', value('color', '0B4F9E') + value('u', 'single')),
  paragraphStyle('header', spacing(0, 0), size(18)),
  paragraphStyle('footer', spacing(0, 0), size(18)),
  characterStyle('line number', value('color', '6B6B6B') + size(18) + RAISED),
  paragraphStyle('annotation text', spacing(0, 0), size(20)),
  characterStyle('annotation reference', size(16)),
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
      if (known && (!known.own || known.name === name)) return known;
      const made: UsedStyle = byName.get(name) ?? { id: `Style${byName.size}`, name, own: true };
      byName.set(known ? name : name.toLowerCase(), made);
      return made;
    },
    styles: () => [...byName.values()],
  };
}

function print(style: Style): string {
  return `<w:style w:type="${style.type}" w:styleId="${style.id}">${value('name', style.name)}${
    style.based ? value('basedOn', style.based) : ''
  }${style.leads ? value('next', 'Normal') : ''}${style.quick ? '<w:qFormat/>' : ''}${
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
  return `${PROLOGUE}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>${FONTS}${size(22)}${byDefault ? langTag(language) : ''}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>${spacing(0, 120, ' w:line="264" w:lineRule="auto"')}</w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">${value('name', 'Normal')}<w:qFormat/>${byDefault ? '' : `<w:rPr>${langTag(language)}</w:rPr>`}</w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">${value('name', 'Default Paragraph Font')}</w:style>${[...STYLES, ...used.filter((one) => one.own).map(({ id, name }) => paragraphStyle(name, '', '', { id, quick: true }))].map(print).join('')}${table}</w:styles>`;
}

/** settings.xml: notes have their separators; Word asks for nothing when it opens the file. */
export const settingsXml = (language: string, notes: { footnote: boolean; endnote: boolean }): string =>
  `${PROLOGUE}<w:settings ${W}>${value('defaultTabStop', 567)}${(['footnote', 'endnote'] as const)
    .filter((kind) => notes[kind])
    .map((kind) => `<w:${kind}Pr><w:${kind} w:id="-1"/><w:${kind} w:id="0"/></w:${kind}Pr>`)
    .join(
      '',
    )}<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="${escapeXml(language)}"/></w:settings>`;
