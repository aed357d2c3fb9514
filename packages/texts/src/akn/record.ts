import type { Reference, Repair, Warning } from '../model/text.ts';
import type { Attributes } from './xml.ts';

/** How the fields of a flat record stand as attributes: what is null is left out, what is neither word nor number is JSON. */
export interface Shape {
  numbers?: readonly string[];
  nullable?: readonly string[];
}

export const REFERENCE: Shape = { numbers: ['year', 'from', 'to'], nullable: ['body', 'revision', 'year'] };
export const REPAIR: Shape = {
  numbers: ['confidence', 'line'],
  nullable: ['oldLabel', 'newLabel', 'deleted', 'inserted'],
};
export const WARNING: Shape = { numbers: ['line'] };
export const HEADER: Shape = { numbers: ['line'] };

const MORE = 'more';

/** A record as attributes. Fields that a later version of the model adds are kept in `more`. */
export function toAttributes(record: object, shape: Shape): Attributes {
  const out: Attributes = {};
  const more: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record) as [string, unknown][]) {
    if (value === undefined || (value === null && shape.nullable?.includes(name))) continue;
    if (typeof value === 'number' && shape.numbers?.includes(name)) out[name] = String(value);
    else if (typeof value === 'string' && !shape.numbers?.includes(name) && name !== MORE) out[name] = value;
    else more[name] = value;
  }
  if (Object.keys(more).length > 0) out[MORE] = JSON.stringify(more);
  return out;
}

type Given = Readonly<Record<string, string>>;

/** The record of these attributes, before its form is checked. */
function fromAttributes(attributes: Given, shape: Shape): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const name of shape.nullable ?? []) out[name] = null;
  for (const [name, value] of Object.entries(attributes)) {
    if (name === MORE || name.startsWith('xmlns')) continue;
    out[name] = shape.numbers?.includes(name) ? Number(value) : value;
  }
  return { ...out, ...moreOf(attributes[MORE]) };
}

const stringIn = (fields: Record<string, unknown>, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
};
const numberIn = (fields: Record<string, unknown>, name: string): number => {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
};
const nullable = (fields: Record<string, unknown>, name: string): string | null =>
  fields[name] === null ? null : stringIn(fields, name);

// What was kept, read back: a field that was broken by hand becomes an empty one.

export function referenceFrom(attributes: Given): Reference {
  const fields = fromAttributes(attributes, REFERENCE);
  return {
    ...fields,
    text: stringIn(fields, 'text'),
    body: nullable(fields, 'body'),
    kind: stringIn(fields, 'kind'),
    number: stringIn(fields, 'number'),
    revision: nullable(fields, 'revision'),
    year: fields['year'] === null ? null : numberIn(fields, 'year'),
    eId: stringIn(fields, 'eId'),
    from: numberIn(fields, 'from'),
    to: numberIn(fields, 'to'),
  };
}

const REPAIRS = [
  'label-merged',
  'label-struck',
  'two-labels',
  'words-merged',
  'heading-merged',
  'punctuation',
] as const;
export function repairFrom(attributes: Given): Repair {
  const fields = fromAttributes(attributes, REPAIR);
  return {
    ...fields,
    eId: stringIn(fields, 'eId'),
    kind: REPAIRS.find((kind) => kind === fields['kind']) ?? 'words-merged',
    oldLabel: nullable(fields, 'oldLabel'),
    newLabel: nullable(fields, 'newLabel'),
    deleted: nullable(fields, 'deleted'),
    inserted: nullable(fields, 'inserted'),
    confidence: numberIn(fields, 'confidence'),
    line: numberIn(fields, 'line'),
  };
}

export function warningFrom(attributes: Given): Warning {
  const fields = fromAttributes(attributes, WARNING);
  return {
    ...fields,
    line: numberIn(fields, 'line'),
    code: stringIn(fields, 'code'),
    message: stringIn(fields, 'message'),
  };
}

export function headerFrom(attributes: Given): { line: number; text: string } {
  const fields = fromAttributes(attributes, HEADER);
  return { line: numberIn(fields, 'line'), text: stringIn(fields, 'text') };
}

/** Fields of a value that its element has no place for, as JSON; undefined where there are none. */
export function rest(value: object, known: readonly string[]): string | undefined {
  const more = Object.entries(value).filter(([name, one]) => one !== undefined && !known.includes(name));
  return more.length === 0 ? undefined : JSON.stringify(Object.fromEntries(more));
}

/** The fields that `rest` kept; none where the JSON was broken by hand. */
export function moreOf(json: string | undefined): Record<string, unknown> {
  const value = parsed(json);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** A list of strings kept as JSON. */
export function stringsOf(json: string | undefined): string[] {
  const value = parsed(json);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function parsed(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
