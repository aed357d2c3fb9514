import { Zip, ZipDeflate, strToU8, zipSync } from 'fflate';
import { buildDocx, docxFiles, paragraph, run } from './build.ts';

/** A file that must be refused, with the code of the refusal. Bytes are made when asked for. */
export interface HostileFile {
  name: string;
  bytes: () => Uint8Array;
  code: string;
}

const plain = (): string => paragraph(run('One paragraph of harmless text.'));
const wide = (words: string): Uint8Array =>
  Uint8Array.from([...words].flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8]));

/** An OLE container: only its signature and the names of its streams are looked at. */
function container(...streams: string[]): Uint8Array {
  const out = new Uint8Array(8_192);
  out.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  streams.forEach((stream, index) => out.set(wide(stream), 2_048 + index * 128));
  return out;
}

/** A document whose main part is `megabytes` of spaces: a few hundred kilobytes in the file. */
function bomb(megabytes: number): Uint8Array {
  const files = docxFiles({ body: plain() });
  const pieces: Uint8Array[] = [];
  const zip = new Zip((_, piece) => void pieces.push(piece));
  for (const [name, content] of Object.entries(files)) {
    const entry = new ZipDeflate(name, { level: 1 });
    zip.add(entry);
    if (name !== 'word/document.xml') {
      entry.push(content, true);
      continue;
    }
    const chunk = new Uint8Array(1 << 20).fill(0x20);
    entry.push(content.subarray(0, content.indexOf(0x3e) + 1));
    for (let count = 0; count < megabytes; count += 1) entry.push(chunk);
    entry.push(content.subarray(content.indexOf(0x3e) + 1), true);
  }
  zip.end();
  return join(pieces);
}

function join(pieces: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** Rewrites a field of every entry of the directory (offset within the entry, 2 or 4 bytes). */
function patchDirectory(zip: Uint8Array, offset: number, size: 2 | 4, value: number, only?: string): Uint8Array {
  const out = zip.slice();
  const data = new DataView(out.buffer);
  for (let at = 0; at + 46 < out.length; at += 1) {
    if (data.getUint32(at, true) !== 0x02014b50) continue;
    const name = new TextDecoder().decode(out.subarray(at + 46, at + 46 + data.getUint16(at + 28, true)));
    if (only !== undefined && name !== only) continue;
    if (size === 2) data.setUint16(at + offset, value, true);
    else data.setUint32(at + offset, value, true);
  }
  return out;
}

const without = (name: string): Uint8Array => {
  const files = docxFiles({ body: plain() });
  delete files[name];
  return zipSync(files);
};

const withPart = (name: string, xml: string): Uint8Array =>
  zipSync({ ...docxFiles({ body: plain() }), [name]: strToU8(xml) });

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE t [<!ENTITY a "ha">${'bcdefghij'
  .split('')
  .map((letter, index) => `<!ENTITY ${letter} "${`&${String.fromCharCode(97 + index)};`.repeat(10)}">`)
  .join('')}]>`;

/** At least fourteen kinds of files that are not what they should be; each must be refused with its code. */
export function hostileFiles(): HostileFile[] {
  const random = (): Uint8Array =>
    Uint8Array.from({ length: 20_000 }, (_, index) => (index * 7_919 + (index >> 3) * 104_729) & 255);
  const office = (folder: string, content: string): Uint8Array =>
    zipSync({
      '[Content_Types].xml': strToU8(
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${folder}/main.xml" ContentType="${content}"/></Types>`,
      ),
      [`${folder}/main.xml`]: strToU8('<x/>'),
    });
  return [
    { name: 'empty.docx', bytes: () => new Uint8Array(0), code: 'empty' },
    { name: 'blank.txt', bytes: () => strToU8(' \n\t\n   \n'), code: 'empty' },
    {
      name: 'password.docx',
      bytes: () => container('Root Entry', 'EncryptionInfo', 'EncryptedPackage'),
      code: 'encrypted',
    },
    {
      name: 'password-zip.docx',
      bytes: () => patchDirectory(buildDocx({ body: plain() }), 8, 2, 1),
      code: 'encrypted',
    },
    { name: 'old.doc', bytes: () => container('Root Entry', '1Table', 'WordDocument'), code: 'old-doc' },
    { name: 'old-named-new.docx', bytes: () => container('Root Entry', 'WordDocument'), code: 'old-doc' },
    { name: 'old.xls', bytes: () => container('Root Entry', 'Workbook'), code: 'not-word' },
    {
      name: 'report.pdf',
      bytes: () => strToU8('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<<>>\nendobj\n'),
      code: 'pdf',
    },
    {
      name: 'report.rtf',
      bytes: () => strToU8('{\\rtf1\\ansi\\deff0 {\\fonttbl{\\f0 Times;}} Hello\\par}'),
      code: 'rtf',
    },
    {
      name: 'report.odt',
      bytes: () =>
        zipSync({
          mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
          'content.xml': strToU8('<x/>'),
        }),
      code: 'odt',
    },
    { name: 'page.html', bytes: () => strToU8('<!DOCTYPE html><html><body><p>Hello</p></body></html>'), code: 'html' },
    {
      name: 'scan.png',
      bytes: () => join([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), random()]),
      code: 'image',
    },
    { name: 'scan.jpg', bytes: () => join([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), random()]), code: 'image' },
    { name: 'texts.gz', bytes: () => join([Uint8Array.of(0x1f, 0x8b, 8, 0), random()]), code: 'not-supported' },
    {
      name: 'book.xlsx',
      bytes: () => office('xl', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'),
      code: 'not-word',
    },
    {
      name: 'slides.pptx',
      bytes: () => office('ppt', 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'),
      code: 'not-word',
    },
    { name: 'book-named-word.docx', bytes: () => zipSync({ 'a.txt': strToU8('not a document') }), code: 'not-word' },
    { name: 'no-main-part.docx', bytes: () => without('word/document.xml'), code: 'corrupt' },
    { name: 'no-content-types.docx', bytes: () => without('[Content_Types].xml'), code: 'not-word' },
    { name: 'truncated.docx', bytes: () => buildDocx({ body: plain().repeat(500) }).slice(0, 1_200), code: 'corrupt' },
    {
      name: 'damaged.docx',
      bytes: () => {
        const out = buildDocx({
          body: Array.from({ length: 400 }, (_, index) => paragraph(run(`Paragraph ${index * 7919}`))).join(''),
        });
        const at = indexOf(out, strToU8('word/document.xml')) + 40;
        for (let index = at; index < at + 200; index += 1) out[index] = (out[index] ?? 0) ^ 0x5a;
        return out;
      },
      code: 'corrupt',
    },
    {
      name: 'wrong-checksum.docx',
      bytes: () => patchDirectory(buildDocx({ body: plain() }), 16, 4, 12_345),
      code: 'corrupt',
    },
    { name: 'bomb.docx', bytes: () => bomb(120), code: 'zip-bomb' },
    {
      name: 'bomb-lying-about-its-size.docx',
      bytes: () => patchDirectory(bomb(60), 24, 4, 1_000, 'word/document.xml'),
      code: 'zip-bomb',
    },
    {
      name: 'bomb-by-declaration.docx',
      bytes: () => patchDirectory(buildDocx({ body: plain() }), 24, 4, 0xf0000000),
      code: 'zip-bomb',
    },
    {
      name: 'bomb-of-entries.docx',
      bytes: () =>
        zipSync(
          {
            ...docxFiles({ body: plain() }),
            ...Object.fromEntries(Array.from({ length: 12_000 }, (_, index) => [`x/${index}`, new Uint8Array(0)])),
          },
          { level: 0 },
        ),
      code: 'zip-bomb',
    },
    { name: 'huge.docx', bytes: () => new Uint8Array(200 * 1024 * 1024), code: 'too-large' },
    {
      name: 'too-many-paragraphs.docx',
      bytes: () =>
        buildDocx({
          body: Array.from({ length: 260_000 }, (_, index) => `<w:p><!--${(index * 7919) % 1000}--></w:p>`).join(''),
        }),
      code: 'too-large',
    },
    { name: 'noise.txt', bytes: random, code: 'not-text' },
    { name: 'program.exe', bytes: () => join([strToU8('MZ'), random()]), code: 'not-supported' },
    { name: 'null-bytes.txt', bytes: () => strToU8('A line\u0000 with null\u0000 bytes.\n'), code: 'not-text' },
    {
      name: 'controls.txt',
      bytes: () => strToU8('\u0001\u0002\u0003 some words \u0004\u0005\u0006'.repeat(20)),
      code: 'not-text',
    },
    {
      name: 'unknown-encoding.txt',
      bytes: () => Uint8Array.from({ length: 4_000 }, (_, index) => 0x80 + ((index * 37) % 64)),
      code: 'unsupported-encoding',
    },
    {
      name: 'broken.docx',
      bytes: () =>
        withPart(
          'word/document.xml',
          '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p></w:body></w:document>',
        ),
      code: 'broken-xml',
    },
    {
      name: 'not-utf8.docx',
      bytes: () =>
        zipSync({
          ...docxFiles({ body: plain() }),
          'word/document.xml': Uint8Array.of(0x3c, 0x77, 0x3e, 0xff, 0xfd, 0x3c),
        }),
      code: 'broken-xml',
    },
    { name: 'broken.xml', bytes: () => strToU8('<?xml version="1.0"?><text><title>One</text>'), code: 'broken-xml' },
    { name: 'laughs.xml', bytes: () => strToU8(`${LAUGHS}<t>&j;</t>`), code: 'entity-attack' },
    {
      name: 'laughs.docx',
      bytes: () =>
        withPart(
          'word/document.xml',
          `${LAUGHS}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>`,
        ),
      code: 'entity-attack',
    },
    {
      name: 'reads-a-file.docx',
      bytes: () =>
        withPart(
          'word/_rels/document.xml.rels',
          '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">&x;</Relationships>',
        ),
      code: 'entity-attack',
    },
    {
      name: 'deep.docx',
      bytes: () =>
        buildDocx({
          body: `${'<w:sdt><w:sdtContent>'.repeat(50_000)}${plain()}${'</w:sdtContent></w:sdt>'.repeat(50_000)}`,
        }),
      code: 'too-deep',
    },
    {
      name: 'deep.xml',
      bytes: () => strToU8(`<?xml version="1.0"?>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`),
      code: 'too-large',
    },
  ];
}

function indexOf(bytes: Uint8Array, words: Uint8Array): number {
  for (let at = 0; at < bytes.length - words.length; at += 1)
    if (words.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
}

/** Files made to trip a reader that are nevertheless read. */
export function oddFiles(): { name: string; bytes: () => Uint8Array }[] {
  const style = (id: string, base: string): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="${base}"/></w:style>`;
  return [
    {
      name: 'style-cycle.docx',
      bytes: () =>
        buildDocx({
          body: paragraph(run('Words'), '<w:pStyle w:val="A"/>'),
          styles: style('A', 'B') + style('B', 'A') + style('C', 'C'),
        }),
    },
    {
      name: 'long-style-chain.docx',
      bytes: () =>
        buildDocx({
          body: paragraph(run('Words'), '<w:pStyle w:val="S0"/>'),
          styles: Array.from({ length: 20_000 }, (_, index) => style(`S${index}`, `S${index + 1}`)).join(''),
        }),
    },
    {
      name: 'cyclic-relationships.docx',
      bytes: () =>
        buildDocx({
          body: plain(),
          links: [
            { id: 'a', target: 'document.xml', type: 'footnotes', internal: true },
            { id: 'b', target: '../word/document.xml', type: 'header', internal: true },
          ],
        }),
    },
    {
      name: 'huge-numbering.docx',
      bytes: () =>
        buildDocx({
          body: Array.from({ length: 3_000 }, (_, index) =>
            paragraph(run('Item'), `<w:numPr><w:ilvl w:val="8"/><w:numId w:val="${index + 1}"/></w:numPr>`),
          ).join(''),
          numbering: `<w:abstractNum w:abstractNumId="0">${Array.from({ length: 9 }, (_, level) => `<w:lvl w:ilvl="${level}"><w:start w:val="999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="${'%1'.repeat(200)}"/></w:lvl>`).join('')}</w:abstractNum>${Array.from({ length: 3_000 }, (_, index) => `<w:num w:numId="${index + 1}"><w:abstractNumId w:val="0"/></w:num>`).join('')}`,
        }),
    },
    {
      name: 'path-traversal.docx',
      bytes: () =>
        buildDocx({
          body: plain(),
          extra: { '../../../../tmp/evil.txt': 'evil', 'C:\\evil.txt': 'evil' },
          links: [{ id: 'x', target: '../../../../../../etc/passwd', type: 'styles', internal: true }],
        }),
    },
    { name: 'utf16.txt', bytes: () => join([Uint8Array.of(0xff, 0xfe), wide('Résolution 1332\r\n1\tdécide\r\n')]) },
    {
      name: 'nested-tables.docx',
      bytes: () =>
        buildDocx({
          body: `${'<w:tbl><w:tr><w:tc>'.repeat(40)}${plain()}${'</w:tc></w:tr></w:tbl><w:p/>'.repeat(40)}`,
        }),
    },
    {
      name: 'wide-table.docx',
      bytes: () =>
        buildDocx({
          body: `<w:tbl>${Array.from({ length: 3_000 }, () => `<w:tr>${'<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>'.repeat(20)}</w:tr>`).join('')}</w:tbl>`,
        }),
    },
    {
      name: 'open-fields.docx',
      bytes: () =>
        buildDocx({
          body: Array.from({ length: 5_000 }, () =>
            paragraph(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>${run('Words')}`),
          ).join(''),
        }),
    },
  ];
}
