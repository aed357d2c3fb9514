import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('style/tokens.css', import.meta.url), 'utf8');

/** Colours of a scheme: the custom properties of `:root`, the dark ones laid over. */
function colours(dark: boolean): Map<string, string> {
  const found = new Map<string, string>();
  const read = (block: string): void => {
    for (const [, name, value] of block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,8})\b/gi))
      found.set(name ?? '', value ?? '');
    for (const [, name, light, night] of block.matchAll(
      /--([\w-]+):\s*light-dark\(\s*(#[0-9a-f]{3,8})\s*,\s*(#[0-9a-f]{3,8})\s*\)/gi,
    ))
      found.set(name ?? '', (dark ? night : light) ?? '');
  };
  read(/:root\s*\{([^}]*)\}/.exec(css)?.[1] ?? '');
  if (dark) read(/prefers-color-scheme:\s*dark\)\s*\{\s*:root\s*\{([^}]*)\}/.exec(css)?.[1] ?? '');
  return found;
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex;
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}
const ratio = (a: string, b: string): number => {
  const [x, y] = [luminance(a), luminance(b)].sort((m, n) => n - m);
  return ((x ?? 0) + 0.05) / ((y ?? 0) + 0.05);
};

test.each([false, true])('every ink is at 4.5:1 or better on every paper (dark: %s)', (dark) => {
  const all = colours(dark);
  const papers = [...all].filter(([name]) => /^(?:paper|panel|mark)$/.test(name));
  const inks = [...all].filter(([name]) => /^(?:ink|soft|accent|late|met|soon)$/.test(name));
  expect(papers.length).toBeGreaterThan(0);
  expect(inks.length).toBeGreaterThan(3);
  // Highlighted words are set in plain ink; on a button the ink is that of the accent.
  expect(ratio(all.get('accent-ink') ?? '', all.get('accent') ?? '')).toBeGreaterThanOrEqual(4.5);
  const low = inks.flatMap(([ink, a]) =>
    papers
      .filter(([paper]) => paper !== 'mark' || ink === 'ink')
      .filter(([, b]) => ratio(a, b) < 4.5)
      .map(([paper, b]) => `${ink} on ${paper}: ${ratio(a, b).toFixed(2)}`),
  );
  expect(low).toEqual([]);
});
