// `node bench/stocktaking/fts5.ts FILE PORT`: what the file holds behind HTTP as JSON, from SQLite's FTS5. Prints a line when it listens.
import { createServer } from 'node:http';
import { filledFts5, fts5 } from '../search/fts5.ts';

const [file = '', port = '0'] = process.argv.slice(2);
const page = fts5(await filledFts5(file, []));
createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const question = {
    way: '',
    text: searchParams.get('q') ?? '',
    labels: searchParams.getAll('label').map((one) => [one]),
  };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(page(question)));
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'));
