import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  xmlRegisterInputProvider,
  XsdValidator,
} from 'libxml2-wasm';

/** An XML Schema with what it imports, by the path it names. Read when it is first asked, and once. */
export function xsd(name: string, read: () => { schema: Uint8Array; imports: Record<string, Uint8Array> }) {
  let validator: XsdValidator | undefined;
  return (document: XmlDocument): void => {
    if (validator === undefined) {
      const { schema, imports } = read();
      xmlRegisterInputProvider(new XmlBufferInputProvider(imports));
      validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(schema, { url: name }));
    }
    validator.validate(document);
  };
}

/** What a validator says against a file, one line each with its place; none when it is valid. */
export function faultsOf(xml: string, validate: (document: XmlDocument) => void): string[] {
  const document = XmlDocument.fromString(xml);
  try {
    validate(document);
    return [];
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.map((one) => `${one.line}: ${one.message.trim()}`);
    throw error;
  } finally {
    document.dispose();
  }
}
