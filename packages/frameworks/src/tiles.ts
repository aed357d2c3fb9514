import tiles from '../data/tiles.json' with { type: 'json' };

/**
 * A square for each country or area, roughly where it lies: column and row by code of M49, set out by hand for this program. No
 * border is drawn and no area shown, so that no square says where one ends. The list is that of M49 as the United Nations
 * publish it; 158, which the file of names has from a wider list, has no square.
 */
export const TILES: Readonly<Record<string, readonly [number, number]>> = Object.fromEntries(
  Object.entries(tiles as Record<string, number[]>).map(([code, [column = 0, row = 0]]) => [
    `M49 ${code}`,
    [column, row] as const,
  ]),
);
