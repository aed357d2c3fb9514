const OPEN_XML = 'http://schemas.openxmlformats.org';
const PACKAGE = `${OPEN_XML}/package/2006`;
const WORD = 'http://schemas.microsoft.com/office/word';

/** Vocabularies that have a name in Transitional (ECMA-376 Part 4) and one in Strict (ISO/IEC 29500-1), by usual prefix. */
const BOTH = Object.entries({
  w: ['wordprocessingml', 'main'],
  r: ['officeDocument', 'relationships'],
  m: ['officeDocument', 'math'],
  a: ['drawingml', 'main'],
  wp: ['drawingml', 'wordprocessingDrawing'],
  pic: ['drawingml', 'picture'],
  c: ['drawingml', 'chart'],
  dgm: ['drawingml', 'diagram'],
});

/** Namespaces by the prefix that Word gives them, as Transitional names them. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(BOTH.map(([prefix, [kind, name]]) => [prefix, `${OPEN_XML}/${kind}/2006/${name}`])),
  rel: `${PACKAGE}/relationships`,
  ct: `${PACKAGE}/content-types`,
  cp: `${PACKAGE}/metadata/core-properties`,
  mc: `${OPEN_XML}/markup-compatibility/2006`,
  w14: `${WORD}/2010/wordml`,
  w15: `${WORD}/2012/wordml`,
  wps: `${WORD}/2010/wordprocessingShape`,
  wpg: `${WORD}/2010/wordprocessingGroup`,
  wpc: `${WORD}/2010/wordprocessingCanvas`,
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
  w10: 'urn:schemas-microsoft-com:office:word',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  xml: 'http://www.w3.org/XML/1998/namespace',
};

/** Prefixes by namespace, of both forms. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ...BOTH.map(([prefix, [kind, name]]): [string, string] => [`http://purl.oclc.org/ooxml/${kind}/${name}`, prefix]),
  ...Object.entries(NAMESPACES).map(([prefix, uri]): [string, string] => [uri, prefix]),
]);

/** The usual prefix of a namespace; undefined where the namespace is not one that is read. */
export const canonicalPrefix = (uri: string): string | undefined => PREFIXES.get(uri);

/** Namespaces as they are declared on the root of a part. */
export const declared = (prefixes: string): string =>
  prefixes
    .split(' ')
    .map((prefix) => `xmlns:${prefix}="${NAMESPACES[prefix]}"`)
    .join(' ');
