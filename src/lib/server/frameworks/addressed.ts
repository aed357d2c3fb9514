import { sql } from 'kysely';
import { codeInAddress } from '#lib/i18n/index.ts';
import type { Context } from '../platform/context.ts';

/**
 * The code that stands in an address: as it is written there, or with a hyphen for a blank of it ("SDG-4" is "SDG 4"); `nice` is how
 * the address of today writes it, where that leads back to it. In a framework, where one is named. Null where there is none.
 */
export async function codeAddressed(
  ctx: Context,
  written: string,
  scheme: string | null = null,
): Promise<{ code: string; nice: string } | null> {
  const wanted = codeInAddress(written);
  const { rows } = await sql<{ code: string }>`select code from concept
    where (code = ${written} or replace(code, ' ', '-') = ${wanted}) and (${scheme}::text is null or scheme = ${scheme})
    order by code = ${written} desc, code`.execute(ctx.database.read as never);
  const [one] = rows;
  if (!one) return null;
  // Two that differ by it alone keep their own.
  return { code: one.code, nice: rows.length === 1 ? codeInAddress(one.code) : one.code };
}
