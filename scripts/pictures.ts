// `node scripts/pictures.ts [folder]`: the pictures of the README, taken of the demonstration on a fixed day. With a folder,
// every public page at phone and desktop widths, in French and Arabic, light and dark, for a designer's eye.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as browsers } from '@playwright/test';
import { bench, root } from '../bench/pages/server.ts';

const NOW = '2026-05-04T10:00:00Z';
process.env['SUIVI_NOW'] = NOW;
const [folder] = process.argv.slice(2);
const one = bench('yes');
const browser = await browsers.launch({
  executablePath: await chromium.executablePath(),
  // In one process Chromium ends with its first page.
  args: chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote'),
});
try {
  await one.serve('/en/register');
  const shoot = async (
    path: string,
    file: string,
    options: { width: number; height?: number; scheme?: 'light' | 'dark'; whole?: boolean },
  ): Promise<void> => {
    const page = await browser.newPage({
      viewport: { width: options.width, height: options.height ?? 900 },
      colorScheme: options.scheme ?? 'light',
    });
    await page.goto(`${one.origin}${path}`);
    await page.screenshot({ path: file, fullPage: options.whole ?? false });
    await page.close();
  };
  if (folder === undefined) {
    const pictures = join(root, 'docs/pictures');
    mkdirSync(pictures, { recursive: true });
    await shoot('/en/register', join(pictures, 'register.png'), { width: 1100, height: 720 });
    await shoot('/en/texts/council-4021', join(pictures, 'text.png'), { width: 1100, height: 720 });
    await shoot('/ar/register/5', join(pictures, 'obligation-ar.png'), { width: 1100, height: 720, scheme: 'dark' });
  } else {
    mkdirSync(folder, { recursive: true });
    const pages = [
      '',
      '/texts',
      '/texts/council-4021',
      '/register',
      '/register/5',
      '/calendar',
      '/dashboard',
      '/documents',
      '/policy',
      '/bodies',
      '/bodies/council',
      '/compare',
      '/sign-in',
    ];
    for (const lang of ['fr', 'ar'])
      for (const [width, scheme] of [
        [390, 'light'],
        [1280, 'dark'],
      ] as const)
        for (const path of pages)
          await shoot(`/${lang}${path}`, join(folder, `${lang}${path.replaceAll('/', '-') || '-home'}-${width}.png`), {
            width,
            scheme,
          });
  }
} finally {
  await browser.close();
  await one.stop();
}
