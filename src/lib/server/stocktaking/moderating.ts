import { alikeJob, look } from './alike.ts';
import { decide, decideMany, setSettings } from './moderate.ts';
import { judgePair, mergeInto } from './pairs.ts';
import { answer, askBack } from './questions.ts';
import { queue, queueChoices } from './queue.ts';
import { questions, review, settings } from './review.ts';
import { times } from './times.ts';

/** What moderators do and read. */
export const moderating = {
  commands: { decide, decideMany, setSettings, askBack, answer, judgePair, mergeInto, look },
  jobs: [alikeJob],
  queries: { queue, queueChoices, review, questions, settings, times },
};
