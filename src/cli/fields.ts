import { readFileSync } from 'node:fs';
import type { Translate } from '../lib/i18n/index.ts';
import { unknown, wrongCall } from './speech.ts';

/** JSON Schema of what an operation takes, as far as a command line needs it. */
export interface Schema {
  type?: string;
  description?: string;
  default?: unknown;
  format?: string;
  pattern?: string;
  enum?: readonly unknown[];
  items?: Schema;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
}

const among = (schema: Schema): readonly Schema[] => schema.anyOf ?? schema.oneOf ?? [schema];

/** The fields of an object, of whichever of its forms. */
export function fieldsIn(schema: Schema): Map<string, Schema & { needed: boolean }> {
  const fields = new Map<string, Schema & { needed: boolean }>();
  for (const part of [schema, ...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])])
    for (const [name, one] of Object.entries(part.properties ?? {}))
      if (!fields.has(name)) fields.set(name, { ...one, needed: part.required?.includes(name) ?? false });
  return fields;
}

/** What stands on a command line besides the names of verbs. */
export interface Given {
  positionals: string[];
  /** Values by field, in the order they were given. */
  fields: Map<string, string[]>;
  help: boolean;
  json: boolean;
}

/** Tells flags from the rest: `--field value`, `--field=value`, `-h`, `--json`. Errors: a wrong call where a value is missing. */
export function givenIn(args: readonly string[]): Given {
  const given: Given = { positionals: [], fields: new Map(), help: false, json: false };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const [, name, written] = /^--([^=]+)(?:=([^]*))?$/.exec(arg) ?? [];
    if (arg === '-h' || arg === '--help') given.help = true;
    else if (arg === '--json') given.json = true;
    else if (name === undefined) given.positionals.push(arg);
    else {
      const value = written ?? args[++i];
      if (value === undefined) throw wrongCall('cli.value', { option: name });
      given.fields.set(name, [...(given.fields.get(name) ?? []), value]);
    }
  }
  return given;
}

/**
 * The fields of a command line as the operation takes them: numbers, yes and no, lists (a field given again, or a JSON list),
 * objects as JSON, and `@file` for what stands in a file (`@-`: on standard input; `@@` begins words that begin with @).
 * Errors: a wrong call that names the field: unknown, given twice, no number, no JSON, no such file.
 */
export function inputOf(fields: Given['fields'], schema: Schema): Record<string, unknown> {
  const known = fieldsIn(schema);
  return Object.fromEntries(
    [...fields].map(([name, values]) => {
      const field = known.get(name);
      if (!field)
        throw unknown(
          `--${name}`,
          [...known.keys()].map((one) => `--${one}`),
          '--help',
        );
      const types = among(field);
      const items = types.find((one) => one.type === 'array')?.items;
      const [first = '', ...more] = values.map((value) => wordsOf(name, value));
      if (more.length > 0 && !items) throw wrongCall('cli.twice', { option: name });
      if (items && (more.length > 0 || !types.some((one) => one.type === 'string')) && !first.startsWith('['))
        return [name, [first, ...more].map((value) => valueOf(name, value, among(items)))];
      return [name, valueOf(name, first, types)];
    }),
  );
}

function wordsOf(name: string, value: string): string {
  if (value.startsWith('@@')) return value.slice(1);
  if (!value.startsWith('@')) return value;
  const file = value.slice(1);
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw Object.assign(wrongCall('cli.no-file', { file: `--${name} ${file}` }), { cause });
  }
}

function valueOf(name: string, value: string, types: readonly Schema[]): unknown {
  const takes = (...wanted: string[]): boolean => types.some(({ type }) => wanted.includes(type ?? ''));
  if (takes('object', 'array') && /^\s*[[{]/.test(value)) {
    try {
      return JSON.parse(value) as unknown;
    } catch (cause) {
      throw Object.assign(wrongCall('cli.json-option', { option: name }), { cause });
    }
  }
  if (takes('number', 'integer') && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  if (takes('number', 'integer') && !takes('string')) throw wrongCall('cli.number', { option: name, value });
  if (takes('boolean') && /^(?:yes|true|no|false)$/.test(value)) return value === 'yes' || value === 'true';
  if (takes('boolean') && !takes('string')) throw wrongCall('cli.yes-no', { option: name, value });
  return value;
}

/** What a field takes, in a word: "ID", "DAY", "lift|drop|choose", "WORDS". */
function kindOf(schema: Schema): string {
  const words = among(schema).map((one) => {
    if (one.enum) return one.enum.map(String).join('|');
    if (one.type === 'array') return `${kindOf(one.items ?? {})}, again for more`;
    if (one.type === 'boolean') return 'yes|no';
    if (one.type === 'integer' || one.type === 'number') return 'NUMBER';
    if (one.type === 'object') return 'JSON';
    if (one.format === 'uuid') return 'ID';
    if (one.format === 'date') return 'DAY';
    return one.pattern === undefined ? 'WORDS' : 'TEXT';
  });
  return [...new Set(words)].join(' or ');
}

/** The fields with what each takes and says of itself, those that are needed first; `hidden` are filled in otherwise. */
export function fieldsHelp(t: Translate, schema: Schema, hidden: readonly string[] = []): string {
  const fields = [...fieldsIn(schema)].filter(([name]) => !hidden.includes(name));
  const sorted = [...fields.filter(([, one]) => one.needed), ...fields.filter(([, one]) => !one.needed)];
  const lines = sorted.map(([name, one]) => {
    const unasked =
      one.default === undefined || one.default === ''
        ? t('cli.optional')
        : t('cli.left-out', {
            value: typeof one.default === 'object' ? JSON.stringify(one.default) : String(one.default),
          });
    const said = [one.description ?? '', one.needed ? t('cli.needed') : unasked].filter((words) => words !== '');
    return [`--${name} ${kindOf(one)}`, said.join('; ')] as const;
  });
  const width = Math.min(44, Math.max(0, ...lines.map(([left]) => left.length)));
  return lines.map(([left, right]) => `  ${left.padEnd(width)}   ${right}\n`).join('');
}

/** The fields that are needed, each with what it takes: the rest of a call that works once they are filled in. */
export const neededIn = (schema: Schema, hidden: readonly string[] = []): string =>
  [...fieldsIn(schema)]
    .filter(([name, one]) => one.needed && !hidden.includes(name))
    .map(([name, one]) => {
      const kind = kindOf(one).split(', again')[0] ?? '';
      return ` --${name} ${kind.includes('|') ? (kind.split('|')[0] ?? '') : kind.includes(' ') ? 'WORDS' : kind}`;
    })
    .join('');
