import { westernDigits } from '@suivi/texts/words';

/*
 * Numbers as people write them in six languages: with figures of Arabic or Persian, parted by spaces or apostrophes, with a
 * comma for decimals. Nothing is guessed: "1,200" is one and a fifth in Paris and twelve hundred in Delhi, so it is no number.
 */

const PLAIN = /^-?\d{1,15}(?:\.\d{1,6})?$/;
/** Thousands parted by spaces of any width, by apostrophes, or by the sign that Arabic has for it. */
const PARTED = /^(-?\d{1,3})((?:[\s'’٬]\d{3})+)((?:[.,٫]\d{1,6})?)$/u;

const latin = (typed: string): string => westernDigits(typed.trim().replace(/^[−‎‏؜]*[−-]/u, '-'));

/** A number as typed in its plain form ("1 200,5" → "1200.5"); as it stands where it is none, or could be two. */
export function plainFigure(typed: string): string {
  if (PLAIN.test(typed)) return typed;
  const one = latin(typed);
  const parted = PARTED.exec(one);
  if (parted)
    return `${parted[1] ?? ''}${(parted[2] ?? '').replace(/\D/gu, '')}${(parted[3] ?? '').replace(/^[,٫]/u, '.')}`;
  // Commas before a point, or several, part thousands: "1,200.5", "1,200,000".
  if (/^-?\d{1,3}(?:,\d{3})+\.\d{1,6}$|^-?\d{1,3}(?:,\d{3}){2,}$/.test(one)) return one.replaceAll(',', '');
  // And points before a comma: "1.200,5", "1.200.000".
  if (/^-?\d{1,3}(?:\.\d{3})+,\d{1,6}$|^-?\d{1,3}(?:\.\d{3}){2,}$/.test(one))
    return one.replaceAll('.', '').replace(',', '.');
  if (/^-?\d{1,15}٫\d{1,6}$|^-?\d{1,15},(?!\d{3}$)\d{1,6}$|^-?0,\d{1,6}$/u.test(one)) return one.replace(/[,٫]/u, '.');
  return one;
}
