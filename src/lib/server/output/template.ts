/**
 * How a sheet is printed. The template is fixed and the sheet comes in as data (`sys.inputs`), so that no word of a
 * record is ever read as markup. Typst sets the language on the document and tags headings, tables and links, which is
 * what PDF/UA-1 (ISO 14289-1) asks.
 */
export const TEMPLATE = `
#let sheet = json(bytes(sys.inputs.sheet))
#let direction(lang) = if lang == "ar" { rtl } else { ltr }
#let fonts = if sheet.lang == "zh" {
  ((name: "Noto Sans", covers: "latin-in-cjk"), "Noto Sans SC", "Noto Naskh Arabic")
} else if sheet.lang == "ar" {
  ("Noto Naskh Arabic", "Noto Sans", "Noto Sans SC")
} else {
  ("Noto Sans", "Noto Naskh Arabic", "Noto Sans SC")
}
#set document(title: sheet.title, date: none)
#set text(lang: sheet.lang, dir: direction(sheet.lang), font: fonts, size: 9pt, fallback: false)
#set page(
  paper: "a4",
  flipped: true,
  margin: 2cm,
  footer: context align(center, text(size: 8pt)[#sheet.footer · #counter(page).display() / #counter(page).final().first()]),
)
#set par(leading: 0.6em)
#show link: set text(fill: rgb("#0B4F9E"))
#show heading: set text(fill: rgb("#1F3864"))
#show table.cell.where(y: 0): set text(weight: "bold")
#let words(cell) = {
  let body = if "lang" in cell {
    text(lang: cell.lang, dir: direction(cell.lang), cell.text)
  } else { cell.text }
  if "href" in cell { link(cell.href, body) } else { body }
  if "note" in cell { linebreak() + text(size: 8pt, fill: luma(90), cell.note) }
}
#align(center)[
  #heading(level: 1, outlined: true, text(size: 16pt, sheet.title))
  #for line in sheet.lines [#line \\ ]
]
#v(0.6em)
#for section in sheet.sections {
  if section.heading != none { heading(level: 2, section.heading) }
  if section.table.rows.len() == 0 { par(section.empty) } else {
    table(
      columns: section.table.widths.map(part => part * 1fr),
      inset: 5pt,
      align: start,
      stroke: 0.5pt + rgb("#8C96A8"),
      fill: (_, y) => if y == 0 { rgb("#E6ECF5") },
      table.header(..section.table.headers.map(one => [#one])),
      ..section.table.rows.flatten().map(cell => [#words(cell)]),
    )
  }
}
`;
