import { parentPort, workerData } from 'node:worker_threads';
import type { Authored, Comparison, Outline, Text } from '@suivi/texts';
import { akn } from '@suivi/texts/akn';
import { compareOutlines, ownChanges, redline, restoreOutlines, summarise } from '@suivi/texts/compare';
import { outline, readSource } from '@suivi/texts/outline';
import { ReadError, sniff } from '@suivi/texts/read';
import { acceptChanges, rejectChanges } from '@suivi/texts/revise';
import { publicCopy } from '@suivi/texts/scrub';
import { isStanding } from '@suivi/texts/settle';
import type { Answers, Asked, Failed, Marked, Sent, Task } from './engine.ts';

const readTexts = ({ bytes, name }: { bytes: Uint8Array; name: string }): Outline =>
  outline(bytes, { name, vocabularies: [akn] });

/** The file that is being read, of two. */
let which: Failed['which'];
function readOne(one: 'next' | 'old', sent: Sent): Outline {
  which = one;
  const read = readTexts(sent);
  which = undefined;
  return read;
}

// One task, one worker: whatever a hostile file does to memory or time ends with it.
const tasks: { [K in Task]: (asked: Asked[K]) => Answers[K] } = {
  read(sent) {
    const { bytes } = sent;
    const format = sniff(bytes, sent.name);
    const copy = format === 'docx' ? publicCopy(bytes).bytes : null;
    return { outline: readTexts(sent), format, copy, bytes };
  },
  amended({ bytes, name, standing }) {
    const own = standing.length === 0 ? bytes : acceptChanges(bytes, { only: isStanding(standing) }).bytes;
    return { outline: readTexts({ bytes: own, name }), comments: readSource(own, name).comments, bytes };
  },
  compare({ next, old, as, language, by }) {
    const newer = readOne('next', next);
    const told = (one: Comparison, marked: Text): Marked => ({
      marked,
      changes: one.changes,
      summary: summarise(one, language),
    });
    if (old === null) return newer.texts.map(ownChanges).map((one) => told(one, one.merged));
    const other = 'bytes' in old ? readOne('old', old) : old;
    const comparisons =
      as === 'older' ? compareOutlines(other, newer, { typography: 'loose' }) : restoreOutlines(newer, other, as);
    return comparisons.map((one) => told(one, redline(one, by)));
  },
  copy: ({ bytes }) => publicCopy(bytes),
  settle({ bytes, way, author }) {
    const options = author === '' ? {} : { only: (by: Authored) => by.author === author };
    return (way === 'accept' ? acceptChanges : rejectChanges)(bytes, options);
  },
};

const run = <K extends Task>(task: K, asked: Asked[K]): Answers[K] => tasks[task](asked);

const { task, asked } = workerData as { [K in Task]: { task: K; asked: Asked[K] } }[Task];
try {
  const answer = run(task, asked);
  parentPort?.postMessage({ ok: true, answer }, 'bytes' in answer ? [answer.bytes.buffer as ArrayBuffer] : []);
} catch (error) {
  const known = error instanceof ReadError ? error : { code: 'corrupt', place: '' };
  const failed: Failed = { ok: false, code: known.code, place: known.place ?? '', ...(which && { which }) };
  parentPort?.postMessage(failed);
}
