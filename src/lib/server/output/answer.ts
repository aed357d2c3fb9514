import type { Language } from '@suivi/texts';
import { direction, isMessageKey, messageOf, translator } from '#lib/i18n/index.ts';
import { AppError, asExpected, InvalidInput } from '../platform/errors.ts';
import { TYPES, type Format } from './sheet.ts';

const CODES = new Set(['too-many-rows', 'no-pdf', 'pdf-too-slow']);
const escape = (words: string): string => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

interface Made {
  /** The file's name without its ending. */
  name: string;
  bytes: Uint8Array;
}

/**
 * The file as an answer to download, or a small page in the reader's language that says why there is none and leads back.
 * In: the file's name without its ending; `back`, the page it was asked on. Other faults go on to the error page.
 */
export async function answer(
  lang: Language,
  format: Format,
  name: string,
  back: string,
  make: () => Promise<Uint8Array>,
): Promise<Response> {
  try {
    return fileOf(format, { name, bytes: await make() });
  } catch (error) {
    if (!(error instanceof AppError) || !CODES.has(error.code)) throw error;
    return whyNot(lang, back, error);
  }
}

/** The same for a file made of what a form sent: every fault that a person may expect is told, with what is wrong. */
export async function answerForm(
  lang: Language,
  format: Format | 'csv',
  back: string,
  make: () => Promise<Made>,
): Promise<Response> {
  try {
    return fileOf(format, await make());
  } catch (error) {
    const known = asExpected(error);
    if (!known) throw error;
    return whyNot(lang, back, known);
  }
}

const fileOf = (format: Format | 'csv', { name, bytes }: Made): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : TYPES[format],
      'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}.${format}"`,
      'x-content-type-options': 'nosniff',
    },
  });

function whyNot(lang: Language, back: string, error: AppError): Response {
  const t = translator(lang);
  const title = messageOf(t, 'errors', error.code, 'errors.internal', error.values);
  const key = `errors.${error.code}-way-out`;
  const wayOut = isMessageKey(key) ? `<p>${escape(t(key))}</p>` : '';
  const issues = (error instanceof InvalidInput ? error.issues : []).map(
    ({ path, code, values }) =>
      `<li><bdi>${escape(path)}</bdi> ${escape(messageOf(t, 'issues', code, 'issues.bad-form', values))}</li>`,
  );
  return new Response(
    `<!doctype html><html lang="${lang}" dir="${direction(lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title></head><body><main><h1>${escape(title)}</h1>${issues.length > 0 ? `<ul>${issues.join('')}</ul>` : ''}${wayOut}<p><a href="${escape(back)}">${escape(t('output.back'))}</a></p></main></body></html>`,
    { status: error.status, headers: { 'content-type': 'text/html; charset=utf-8', 'content-language': lang } },
  );
}
