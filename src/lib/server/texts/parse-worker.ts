import { parentPort, workerData } from 'node:worker_threads';
import { outline, publicCopy, ReadError, sniff } from '@suivi/texts';

// One file, one worker: whatever a hostile file does to memory or time ends with it.
const { bytes, name } = workerData as { bytes: Uint8Array<ArrayBuffer>; name: string };
try {
  const read = outline(bytes, { name });
  const format = sniff(bytes, name);
  const copy = format === 'docx' ? publicCopy(bytes).bytes : null;
  parentPort?.postMessage({ ok: true, outline: read, format, copy, bytes }, [bytes.buffer]);
} catch (error) {
  if (error instanceof ReadError) parentPort?.postMessage({ ok: false, code: error.code, place: error.place ?? '' });
  else parentPort?.postMessage({ ok: false, code: 'corrupt', place: '' });
}
