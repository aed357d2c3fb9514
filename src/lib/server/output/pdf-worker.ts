import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { TEMPLATE } from './template.ts';
import type { Sheet } from './sheet.ts';

// Draws one sheet and ends. Reads nothing but the fonts, which come from packages.
const { sheet, root } = workerData as { sheet: Sheet; root: string };
const require = createRequire(join(root, 'package.json'));
const fontsOf = (name: string, weights: string[]): string[] => {
  const folder = dirname(require.resolve(`@expo-google-fonts/${name}/package.json`));
  return weights.map((weight) => join(folder, weight));
};

try {
  const data = JSON.stringify(sheet);
  // Chinese fonts weigh 21 MB: they are opened only where a sign asks for them.
  const chinese = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/.test(data);
  const fontPaths = [
    ...fontsOf('noto-sans', ['400Regular', '700Bold']),
    ...fontsOf('noto-naskh-arabic', ['400Regular', '700Bold']),
    ...(chinese ? fontsOf('noto-sans-sc', ['400Regular', '700Bold']) : []),
  ];
  const compiler = NodeCompiler.create({ workspace: join(root, 'static'), fontArgs: [{ fontPaths }] });
  const made = compiler.compile({ mainFileContent: TEMPLATE, inputs: { sheet: data } });
  if (made.result === null) {
    const error = made.takeError();
    throw new Error(error === null ? 'no document' : JSON.stringify(compiler.fetchDiagnostics(error)));
  }
  const pdf = compiler.pdf(made.result, { pdfStandard: 'ua-1', pdfTags: true });
  parentPort?.postMessage({ ok: true, pdf: new Uint8Array(pdf) });
} catch (error) {
  parentPort?.postMessage({ ok: false, message: error instanceof Error ? error.message : String(error) });
}
