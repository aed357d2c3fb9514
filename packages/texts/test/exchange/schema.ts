import { readFileSync } from 'node:fs';
import { DtdValidator, XmlDtd } from 'libxml2-wasm';
import { faultsOf, xsd } from '../xsd.ts';

const file = (name: string): Buffer => readFileSync(new URL(`schema/${name}`, import.meta.url));

/** The two attributes of the XML namespace that XLIFF uses (XML 1.0, 2.10 and 2.12). */
const XML_ATTRIBUTES = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xs:attribute name="lang" type="xs:language"/>
  <xs:attribute name="space"><xs:simpleType><xs:restriction base="xs:NCName">
    <xs:enumeration value="default"/><xs:enumeration value="preserve"/></xs:restriction></xs:simpleType></xs:attribute>
</xs:schema>`;

const xliff = xsd('xliff_core_2.0.xsd', () => ({
  schema: file('xliff_core_2.0.xsd'),
  imports: { 'informativeCopiesOf3rdPartySchemas/w3c/xml.xsd': new TextEncoder().encode(XML_ATTRIBUTES) },
}));

/** What the schema of XLIFF 2.0 (OASIS Standard) says against a file; none when it is valid. */
export const xliffFaults = (xml: string): string[] => faultsOf(xml, xliff);

let tmx: DtdValidator | undefined;

/** What the document type of TMX 1.4b (LISA OSCAR) says against a file; none when it is valid. */
export const tmxFaults = (xml: string): string[] =>
  faultsOf(xml, (document) => {
    tmx ??= new DtdValidator(XmlDtd.fromBuffer(file('tmx14.dtd')));
    tmx.validate(document);
  });
