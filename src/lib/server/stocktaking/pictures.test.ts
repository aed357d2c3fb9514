import { expect, test } from 'vitest';
import { barsAsSvg } from './pictures.ts';

const labelOf = (name: string): string =>
  /y="49" fill="#1a1d21">([^<]*)</.exec(barsAsSvg([{ name, n: 2 }], 'x', 'ru'))?.[1] ?? '';

test('a name is cut before it runs under its bar, sooner in scripts that are drawn wider', () => {
  expect(labelOf('Создание потенциала')).toBe('Создание потенциала');
  const russian = labelOf('C5 Укрепление доверия и безопасности при использовании ИКТ');
  expect(russian).toMatch(/^C5 Укрепление доверия и безопас\p{L}*…$/u);
  const latin = labelOf('C5 Building confidence and security in the use of ICTs');
  expect(latin).toMatch(/…$/);
  expect([...latin].length).toBeGreaterThan([...russian].length);
  expect([...labelOf('树立使用信息通信技术的信心并提高安全性'.repeat(3))].length).toBeLessThan(24);
});
