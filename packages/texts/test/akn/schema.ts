import { readFileSync } from 'node:fs';
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  xmlRegisterInputProvider,
  XsdValidator,
} from 'libxml2-wasm';
import { inputPath } from '../inputs.ts';

let validator: XsdValidator | undefined;

/** The schema of Akoma Ntoso 3.0 (OASIS Standard), read once. */
function schema(): XsdValidator {
  if (validator === undefined) {
    xmlRegisterInputProvider(
      new XmlBufferInputProvider({ './xml.xsd': readFileSync(inputPath('akn/schema/xml.xsd')) }),
    );
    const read = XmlDocument.fromBuffer(readFileSync(inputPath('akn/schema/akomantoso30.xsd')), {
      url: 'akomantoso30.xsd',
    });
    validator = XsdValidator.fromDoc(read);
  }
  return validator;
}

/** What the schema says against a file, one line each with its place; none when it is valid. */
export function faults(xml: string): string[] {
  const document = XmlDocument.fromString(xml);
  try {
    schema().validate(document);
    return [];
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.map((one) => `${one.line}: ${one.message.trim()}`);
    throw error;
  } finally {
    document.dispose();
  }
}
