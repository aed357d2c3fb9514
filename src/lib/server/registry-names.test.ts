import { LANGUAGES } from '@suivi/texts/model';
import { expect, test } from 'vitest';
import { MESSAGES } from '#lib/i18n/index.ts';
import { byRoom, permissionMatrix } from './platform/matrix.ts';
import { commands, queries } from './registry.ts';

const operations = [...commands, ...queries];
const under = (prefix: string): string[] =>
  Object.keys(MESSAGES.en).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));

test.each(LANGUAGES)('each operation has its name in %s, and no other has', (lang) => {
  const names = operations.map((one) => MESSAGES[lang][`operations.${one.name}`] ?? '');
  expect(operations.filter((_, index) => !/\p{L}/u.test(names[index] ?? '')).map((one) => one.name)).toEqual([]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  // A name, not a sentence: short enough for a row of a table on a phone.
  expect(names.filter((name) => name.length > 75 || /[.。؟?!]$/u.test(name))).toEqual([]);
});

test('there is no name without an operation', () => {
  const known = new Set(operations.map((one) => one.name));
  expect(under('operations.').filter((name) => !known.has(name))).toEqual([]);
});

test('each room of operations has its heading, and the rooms hold every row of the matrix', () => {
  const rows = permissionMatrix(commands, queries, []);
  const rooms = byRoom(rows, operations);
  expect(rooms.map((one) => one.room).sort()).toEqual(under('permissions.room.').sort());
  expect(rooms.flatMap((one) => one.rows.map((row) => row.name)).sort()).toEqual(rows.map((row) => row.name).sort());
  // As the registry has them, not by the alphabet of one language.
  expect(rooms[0]?.room).toBe('accounts');
});

test('each permission that an operation needs is named', () => {
  const needs = new Set(permissionMatrix(commands, queries, []).map((one) => one.needs));
  const permissions = [...needs].filter((one) => one.includes('.'));
  expect(permissions.sort()).toEqual(under('permissions.of.').sort());
});
