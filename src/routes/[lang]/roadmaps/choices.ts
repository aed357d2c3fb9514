import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { can, type Actor } from '#lib/server/platform/actor.ts';
import { READ_ALL } from '#lib/server/platform/visibility.ts';

/** Language in which words are edited: the one that the address asks for, else the one that was written first. */
export function within(url: URL, wordings: readonly { lang: Language; state: string }[], readers: Language): Language {
  const asked = LANGUAGES.find((lang) => lang === url.searchParams.get('in'));
  return asked ?? wordings.find((one) => one.state === 'authentic')?.lang ?? readers;
}

/** Who may be let see a roadmap by this planner, who shall not lose sight of it: drafts are seen by who reads all. */
export const visibilitiesFor = (actor: Actor): ('body' | 'public' | 'draft')[] =>
  can(actor, READ_ALL) ? ['body', 'public', 'draft'] : ['body', 'public'];
