import { sql } from 'kysely';

/** Parties that people belong to and speak for: all but persons and bodies (migration 0001). */
export const ORGANISATION_KINDS = ['organisation', 'office', 'group'] as const;

/** The same in a statement, as it is written there: `party.kind in (${organisationKinds})`. */
export const organisationKinds = sql.join(ORGANISATION_KINDS.map((kind) => sql.lit(kind)));
