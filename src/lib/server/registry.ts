import { setFollowers, type AnyCommand, type AnyFollower } from './platform/command.ts';
import type { AnyQuery } from './platform/query.ts';
import type { Job } from './platform/jobs.ts';
import { history } from './platform/audit.ts';
import { renewWords, wordsJob } from './platform/search/index.ts';
import * as accounts from './accounts/index.ts';
import * as amendments from './amendments/index.ts';
import * as bodies from './bodies/index.ts';
import * as documents from './documents/index.ts';
import * as frameworks from './frameworks/index.ts';
import * as mail from './mail/index.ts';
import * as planning from './planning/index.ts';
import * as register from './register/index.ts';
import * as roadmaps from './roadmaps/index.ts';
import * as stocktaking from './stocktaking/index.ts';
import * as texts from './texts/index.ts';
import * as translation from './translation/index.ts';

/** Rooms whose vectors are written anew where words come out differently than before. */
export const renew = renewWords([texts.renewNodes, register.renewObligations, translation.renewMemories]);

/**
 * Everything that can be changed and everything that can be read. The API and its description, the command line's verbs
 * and the permissions page are drawn from these two lists; a room adds its own by one line here.
 */
export const commands: readonly AnyCommand[] = [
  ...Object.values(accounts.commands),
  ...Object.values(mail.commands),
  ...Object.values(bodies.commands),
  ...Object.values(frameworks.commands),
  ...Object.values(texts.commands),
  ...Object.values(documents.commands),
  ...Object.values(register.commands),
  ...Object.values(translation.commands),
  ...Object.values(planning.commands),
  ...Object.values(amendments.commands),
  ...Object.values(roadmaps.commands),
  ...Object.values(stocktaking.commands),
  renew,
];

export const queries: readonly AnyQuery[] = [
  history,
  ...Object.values(accounts.queries),
  ...Object.values(mail.queries),
  ...Object.values(bodies.queries),
  ...Object.values(frameworks.queries),
  ...Object.values(texts.queries),
  ...Object.values(documents.queries),
  ...Object.values(register.queries),
  ...Object.values(translation.queries),
  ...Object.values(planning.queries),
  ...Object.values(amendments.queries),
  ...Object.values(roadmaps.queries),
  ...Object.values(stocktaking.queries),
];

/** What rooms do in the same transaction when another room leaves an event. */
const followers: readonly AnyFollower[] = [
  ...register.followers,
  ...planning.followers,
  ...amendments.followers,
  ...stocktaking.followers,
];
setFollowers(followers);

/** Kinds of records that bear tags, in the order in which lists show them; a room adds its own here. */
frameworks.setTaggable([
  ...register.taggable,
  ...texts.taggable,
  ...documents.taggable,
  ...roadmaps.taggable,
  ...stocktaking.taggable,
  ...frameworks.sittings,
]);

/** Kinds of records that evidence may be given for; a room above the register adds its own here. */
register.setProvable([...register.provable, ...roadmaps.provable]);

/** What workers do after a commit. */
export const jobs: readonly Job[] = [
  ...mail.jobs,
  ...texts.jobs,
  ...register.jobs,
  ...planning.jobs,
  ...stocktaking.jobs,
  wordsJob(renew),
];

const byName = <T extends { name: string }>(list: readonly T[]): ReadonlyMap<string, T> => {
  const map = new Map<string, T>();
  for (const one of list) {
    if (map.has(one.name)) throw new Error(`declared twice: ${one.name}`);
    map.set(one.name, one);
  }
  return map;
};

export const commandsByName = byName(commands);
export const queriesByName = byName(queries);
