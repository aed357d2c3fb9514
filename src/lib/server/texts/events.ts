import { z } from 'zod';
import { event } from '../platform/events.ts';

const id = z.string();
export const documentReceived = event('document.received', z.object({ name: z.string(), sha256: z.string() }));
export const intakeCorrected = event('intake.corrected', z.object({ corrections: z.number() }));
export const intakeAbandoned = event('intake.abandoned', z.object({}));
export const textAdded = event('text.added', z.object({ slug: z.string() }));
export const editionSaved = event(
  'edition.saved',
  z.object({ text: id, version: id, edition: id, lang: z.string(), label: z.string(), previousVersion: id.nullable() }),
);
/** Words of a saved edition were replaced, or paragraphs that it lacked added. */
export const editionCorrected = event(
  'edition.corrected',
  z.object({ text: id, version: id, edition: id, lang: z.string(), changed: z.number(), added: z.number() }),
);
export const versionProposed = event('version.proposed', z.object({ text: id, version: id, label: z.string() }));
export const textAdopted = event(
  'text.adopted',
  z.object({ text: id, version: id, label: z.string(), previous: id.nullable(), on: z.string() }),
);
export const versionTerminated = event('version.terminated', z.object({ text: id, version: id, label: z.string() }));
export const visibilityChanged = event(
  'version.shown',
  z.object({ version: id, from: z.string().optional(), visibility: z.string() }),
);
export const versionWithdrawn = event('version.withdrawn', z.object({ version: id, withdrawn: z.boolean() }));
export const textRenumbered = event('text.renumbered', z.object({ from: z.string(), to: z.string() }));
