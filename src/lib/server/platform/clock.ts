/**
 * The one clock. `SUIVI_NOW` (an ISO 8601 instant) stops it, for tests and pictures; nothing else in the program may ask
 * the system for the time when the answer depends on "today".
 */
export function now(): Date {
  const fixed = process.env['SUIVI_NOW'];
  if (!fixed) return new Date();
  const at = new Date(fixed);
  if (Number.isNaN(at.getTime())) throw new RangeError(`SUIVI_NOW is not an instant: ${fixed}`);
  return at;
}

/**
 * The quarter of an hour that an instant lies in. Midnight falls on the first instant of one in every time zone (their
 * offsets are whole quarters), so that what is late, and how many days there are left, stays the same within it.
 */
export const quarterOf = (at: Date): number => Math.floor(at.getTime() / 900_000);
