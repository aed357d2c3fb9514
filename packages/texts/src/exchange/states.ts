import type { Element } from '../read/xml/tree.ts';
import { UNIT_STATES, type UnitState } from './model.ts';

/** States of XLIFF 1.2 (2.3, `state`) as those of 2.0. */
const STATES: Readonly<Record<string, UnitState>> = {
  new: 'initial',
  'needs-translation': 'initial',
  'needs-adaptation': 'initial',
  'needs-l10n': 'initial',
  translated: 'translated',
  'needs-review-translation': 'translated',
  'needs-review-adaptation': 'translated',
  'needs-review-l10n': 'translated',
  'signed-off': 'reviewed',
  final: 'final',
  initial: 'initial',
  reviewed: 'reviewed',
};

/** How Trados says it of each segment (`sdl:seg`, `conf`); it says nothing of one that nobody has touched. */
const TRADOS: Readonly<Record<string, UnitState>> = {
  '': 'initial',
  Draft: 'initial',
  Translated: 'translated',
  RejectedTranslation: 'initial',
  ApprovedTranslation: 'reviewed',
  RejectedSignOff: 'translated',
  ApprovedSignOff: 'final',
};

/** How memoQ says it (`mq:status`): what a machine or a memory put in is no translation before a person confirms it. */
const MEMOQ: Readonly<Record<string, UnitState>> = {
  NotStarted: 'initial',
  PartiallyEdited: 'initial',
  Pretranslated: 'initial',
  AssembledFromFragments: 'initial',
  MachineTranslated: 'initial',
  Rejected: 'initial',
  ManuallyConfirmed: 'translated',
  ConfirmedTranslator: 'translated',
  Reviewer1Confirmed: 'reviewed',
  ConfirmedReviewer1: 'reviewed',
  Proofread: 'final',
  ConfirmedReviewer2: 'final',
};

/** How Phrase says it (`m:confirmed`). */
const PHRASE: Readonly<Record<string, UnitState>> = { 0: 'initial', 1: 'translated' };

/** The state of a segment of 2.x, by the standard. `unknown` is told of a state that is none of its own. */
export const stateOf = (state: string | undefined, unknown: (state: string) => void): UnitState =>
  known(STATES, state ?? 'initial', unknown);

/** The state of a `<trans-unit>` of 1.2: by its approval, else as its tool says, else by the standard. */
export function oldStateOf(unit: Element, target: Element | null, unknown: (state: string) => void): UnitState {
  if (unit.attributes['approved'] === 'yes') return 'final';
  const segments = childrenOf(unit, 'seg-defs').flatMap((defs) => childrenOf(defs, 'seg'));
  if (segments.length > 0) return least(segments.map((one) => known(TRADOS, one.attributes['conf'] ?? '', unknown)));
  const { 'mq:status': memoq, 'm:confirmed': phrase } = unit.attributes;
  if (memoq !== undefined) return known(MEMOQ, memoq, unknown);
  if (phrase !== undefined) return known(PHRASE, phrase, unknown);
  // Many tools write a target and no state (1.2 gives it no default).
  return known(STATES, target?.attributes['state'] ?? 'translated', unknown);
}

/** The state of a whole: that of its part that has come least far. */
export const least = (states: readonly UnitState[]): UnitState =>
  UNIT_STATES[Math.min(...states.map((state) => UNIT_STATES.indexOf(state)))] ?? 'initial';

function known(
  states: Readonly<Record<string, UnitState>>,
  state: string,
  unknown: (state: string) => void,
): UnitState {
  const found = Object.hasOwn(states, state) ? states[state] : undefined;
  if (found === undefined) unknown(state);
  return found ?? 'initial';
}

export const childrenOf = (element: Element, name: string): Element[] =>
  element.children.filter((child): child is Element => typeof child !== 'string' && child.name === name);
