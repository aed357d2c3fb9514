import { readFileSync } from 'node:fs';
import { inputPath } from '../inputs.ts';
import { faultsOf, xsd } from '../xsd.ts';

const akn = xsd('akomantoso30.xsd', () => ({
  schema: readFileSync(inputPath('akn/schema/akomantoso30.xsd')),
  imports: { './xml.xsd': readFileSync(inputPath('akn/schema/xml.xsd')) },
}));

/** What the schema of Akoma Ntoso 3.0 (OASIS Standard) says against a file; none when it is valid. */
export const faults = (xml: string): string[] => faultsOf(xml, akn);
