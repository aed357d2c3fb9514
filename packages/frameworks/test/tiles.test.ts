import { expect, test } from 'vitest';
import { PLACES, TILES } from '../src/index.ts';

test('each country of M49 has one square, and no two share one', () => {
  const countries = PLACES.filter((place) => place.iso !== null && place.code !== 'M49 158').map(({ code }) => code);
  expect(Object.keys(TILES).sort()).toEqual(countries.sort());
  expect(new Set(Object.values(TILES).map(String)).size).toBe(countries.length);
});

test('what lies west, east, north and south of something on the globe does so among the squares', () => {
  const at = (iso: string): readonly [number, number] =>
    TILES[PLACES.find((place) => place.iso === iso)?.code ?? ''] ?? [NaN, NaN];
  for (const [west, east] of [
    ['US', 'FR'],
    ['FR', 'RU'],
    ['SN', 'KE'],
    ['IN', 'JP'],
    ['BR', 'ZA'],
  ] as const)
    expect(at(west)[0]).toBeLessThan(at(east)[0]);
  for (const [north, south] of [
    ['NO', 'IT'],
    ['EG', 'ZA'],
    ['US', 'BR'],
    ['CN', 'AU'],
  ] as const)
    expect(at(north)[1]).toBeLessThan(at(south)[1]);
});
