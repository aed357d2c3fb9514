/**
 * Order of child elements where the schema asks for one (ISO/IEC 29500-1:2016, annex A.1, wml.xsd): CT_RPr and EG_RPrBase,
 * CT_PPr, CT_TblPr, CT_TcPr, CT_SectPr, CT_Lvl, CT_Style, CT_Settings and others. Names without their prefix.
 */
const words = (names: string): readonly string[] => names.trim().split(/\s+/);

export const ORDER: Readonly<Record<string, readonly string[]>> = {
  rPr: words(
    `ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
     vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
     eastAsianLayout specVanish oMath rPrChange`,
  ),
  pPr: words(
    `pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens
     kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
     contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle
     rPr sectPr pPrChange`,
  ),
  tblPr: words(
    `tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd
     tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange`,
  ),
  tcPr: words(
    `cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers cellIns cellDel
     cellMerge tcPrChange`,
  ),
  sectPr: words(
    `headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt
     vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange`,
  ),
  numPr: words('ilvl numId numberingChange ins'),
  tbl: words('bookmarkStart bookmarkEnd tblPr tblGrid tr'),
  tr: words('tblPrEx trPr tc'),
  lvl: words('start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr'),
  abstractNum: words('nsid multiLevelType tmpl name styleLink numStyleLink lvl'),
  num: words('abstractNumId lvlOverride'),
  numbering: words('numPicBullet abstractNum num numIdMacAtCleanup'),
  style: words(
    `name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose
     personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr`,
  ),
  styles: words('docDefaults latentStyles style'),
  settings: words(
    `writeProtection view zoom removePersonalInformation trackRevisions defaultTabStop evenAndOddHeaders characterSpacingControl
     footnotePr endnotePr compat rsids mathPr themeFontLang clrSchemeMapping decimalSymbol listSeparator`,
  ),
  inline: words('extent effectExtent docPr cNvGraphicFramePr graphic'),
};

const RUNS = 'r ins del moveFrom moveTo hyperlink fldSimple sdt smartTag';
const RANGES =
  'bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd';

/** What may stand in an element; elements that are not named here are not looked into. */
export const CONTENT: Readonly<Record<string, readonly string[]>> = {
  body: words(`p tbl sectPr ${RANGES}`),
  tc: words(`tcPr p tbl ${RANGES}`),
  p: words(`pPr ${RUNS} ${RANGES}`),
  hyperlink: words(`${RUNS} ${RANGES}`),
  ins: words(`r del moveFrom moveTo ${RANGES}`),
  del: words(`r ins ${RANGES}`),
  moveFrom: words(`r ins del ${RANGES}`),
  moveTo: words(`r ins del ${RANGES}`),
  r: words(
    `rPr t delText tab br noBreakHyphen softHyphen sym fldChar instrText delInstrText footnoteReference endnoteReference footnoteRef
     endnoteRef commentReference annotationRef drawing pict separator continuationSeparator`,
  ),
  hdr: words(`p tbl ${RANGES}`),
  ftr: words(`p tbl ${RANGES}`),
  footnote: words(`p tbl ${RANGES}`),
  endnote: words(`p tbl ${RANGES}`),
  comment: words(`p tbl ${RANGES}`),
  txbxContent: words(`p tbl ${RANGES}`),
};
