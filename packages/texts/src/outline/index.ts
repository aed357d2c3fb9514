import type { Outline, Source } from '../model/text.ts';
import { decodeTextDetailed } from '../read/decode.ts';
import { readDocx } from '../read/docx/index.ts';
import { sniff } from '../read/sniff.ts';
import { readTxt } from '../read/txt/index.ts';
import { readTree, readXml } from '../read/xml/index.ts';
import { parseXml, type Element } from '../read/xml/tree.ts';
import { structure, type StructureOptions } from '../structure/structure.ts';
import { viewOf, type View } from '../revise/view.ts';

/** XML that says itself what its parts are, so that nothing is guessed from the words (`akn`, of the entry of that name). */
export interface XmlVocabulary {
  /** Name of the root element of its files. */
  root: string;
  /** One reading of a parsed file. */
  outline: (root: Element, view: View, options: StructureOptions) => Outline;
}

export interface OutlineOptions extends StructureOptions {
  /** The file's name; only breaks a tie between text and XML. */
  name?: string;
  /** Which reading of a file with revisions: as it was, as it will be, or with the marks (the usual). */
  view?: View;
  /** Vocabularies of XML that are known; a file of any other is read for its headings, paragraphs and lists. */
  vocabularies?: readonly XmlVocabulary[];
}

/** A file as blocks. In: its bytes. Errors: ReadError with a stable code and the place. */
export function readSource(bytes: Uint8Array, name = ''): Source {
  switch (sniff(bytes, name)) {
    case 'docx':
      return readDocx(bytes);
    case 'xml':
      return readXml(bytes);
    case 'txt': {
      const decoded = decodeTextDetailed(bytes);
      return readTxt(decoded.text);
    }
  }
}

/** The outline of a file: every text it carries, as a tree, with repairs, references, warnings and the trace of each line. */
export function outline(bytes: Uint8Array, options: OutlineOptions = {}): Outline {
  const view = options.view ?? 'marked';
  if (sniff(bytes, options.name) === 'xml') {
    const root = parseXml(bytes);
    const known = options.vocabularies?.find((one) => one.root === root.name);
    return known?.outline(root, view, options) ?? structure(viewOf(readTree(root), view), options);
  }
  return structure(viewOf(readSource(bytes, options.name), view), options);
}
