// `node bench/stocktaking/fts5.ts FILE ENTRIES PORT`: the same entries behind HTTP as JSON, from SQLite's FTS5. Prints a line when it
// listens: the seconds that filling took, 0 where the file was there.
import { createServer } from 'node:http';
import { batches } from '../search/entries.ts';
import { fts5 } from '../search/fts5.ts';

const [file = '', entries = '0', port = '0'] = process.argv.slice(2);
const start = performance.now();
const page = fts5(file, batches(Number(entries)));
const took = (performance.now() - start) / 1_000;
createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const question = {
    way: '',
    text: searchParams.get('q') ?? '',
    labels: searchParams.getAll('label').map((one) => [one]),
  };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(page(question)));
}).listen(Number(port), '127.0.0.1', () => process.stdout.write(`${took < 1 ? 0 : took}\n`));
