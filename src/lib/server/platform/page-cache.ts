import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, brotliDecompress, constants, gzip, type BrotliOptions } from 'node:zlib';
import { now } from './clock.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const unbrotli = promisify(brotliDecompress);

type Encoding = 'br' | 'gzip' | 'identity';

interface Page {
  key: string;
  /** As it was made, until it was packed with brotli; and of each encoding that someone asked for. */
  bodies: Map<Encoding, Uint8Array>;
  headers: [string, string][];
  etag: string;
  size: number;
  /** It is not told from then on, ms since 1970. */
  until: number;
}

/** Room for pages, in bytes; the one not read for longest gives way. */
const ROOM = 48 * 1024 * 1024;
const WORTH_PACKING = 1024;
/** To this size a page is packed where it is: to hand it to another thread and back costs twice what packing does. */
const AT_ONCE = 128 * 1024;

/**
 * Finished pages, as a reader who is not signed in gets them. The key holds all that a page depends on: its address, the
 * state of the data and the quarter of an hour; so nothing is ever taken out because something changed, and nothing stale is shown.
 */
export class PageCache {
  readonly #pages = new Map<string, Page>();
  /** Pages that are being made: who asks for one meanwhile waits for it. Null where it came out as no page to be kept. */
  readonly #making = new Map<string, Promise<Page | null>>();
  readonly #room: number;
  #size = 0;
  hits = 0;
  misses = 0;

  constructor(room = ROOM) {
    this.#room = room;
  }

  /**
   * The answer for a key: the page kept, or the one that `make` gives, kept if it is a page that came out well; until a moment (ms
   * since 1970) where `until`, asked when it was made, says so.
   */
  async answer(
    key: string,
    request: Request,
    make: () => Promise<Response>,
    until: () => number = () => Infinity,
  ): Promise<Response> {
    const making = this.#making.get(key);
    const kept = making ? await making : this.#pages.get(key);
    if (kept && kept.until > now().getTime()) {
      this.hits++;
      if (this.#pages.delete(key)) this.#pages.set(key, kept);
      return this.#tell(kept, request);
    }
    this.misses++;
    const { promise, resolve } = Promise.withResolvers<Page | null>();
    this.#making.set(key, promise);
    let page: Page | null = null;
    try {
      const response = await make();
      if (response.status !== 200 || !isHtml(response) || response.headers.has('set-cookie'))
        return packed(response, request);
      page = await read(key, response, until());
      if (page.size < this.#room / 8) this.#keep(page);
    } finally {
      if (this.#making.get(key) === promise) this.#making.delete(key);
      resolve(page);
    }
    return this.#tell(page, request);
  }

  #keep(page: Page): void {
    this.#size += page.size - (this.#pages.get(page.key)?.size ?? 0);
    this.#pages.delete(page.key);
    this.#pages.set(page.key, page);
    for (const [old, one] of this.#pages) {
      if (this.#size <= this.#room) break;
      this.#pages.delete(old);
      this.#size -= one.size;
    }
  }

  #grow(page: Page, bytes: number): void {
    page.size += bytes;
    // One that gave way meanwhile takes no room any more.
    if (this.#pages.get(page.key) === page) this.#size += bytes;
  }

  async #tell(page: Page, request: Request): Promise<Response> {
    const headers = new Headers(page.headers);
    if (request.headers.get('if-none-match') === page.etag) return new Response(null, { status: 304, headers });
    const encoding = encodingOf(request);
    let body = page.bodies.get(encoding);
    if (!body) {
      body = await pack(await plainOf(page), encoding);
      // Many have asked for it meanwhile: it counts once.
      if (!page.bodies.has(encoding)) this.#grow(page, body.byteLength);
      page.bodies.set(encoding, body);
      if (encoding === 'br') {
        // A fifth of its size, and unpacked in no time for the few who want it otherwise.
        this.#grow(page, -(page.bodies.get('identity')?.byteLength ?? 0));
        page.bodies.delete('identity');
      }
    }
    if (encoding !== 'identity') headers.set('content-encoding', encoding);
    headers.set('content-length', String(body.byteLength));
    return new Response(body as Uint8Array<ArrayBuffer>, { headers });
  }
}

async function plainOf({ bodies }: Page): Promise<Uint8Array> {
  return bodies.get('identity') ?? unbrotli(bodies.get('br') ?? new Uint8Array());
}

async function read(key: string, response: Response, until: number): Promise<Page> {
  const body = new Uint8Array(await response.arrayBuffer());
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  response.headers.set('etag', etag);
  response.headers.set('vary', 'accept-encoding, cookie');
  response.headers.set('cache-control', 'private, no-cache');
  response.headers.delete('content-length');
  return {
    key,
    bodies: new Map([['identity', body]]),
    headers: [...response.headers],
    etag,
    size: body.byteLength,
    until,
  };
}

/** A page made for one reader, packed for the line; anything but a page goes as it is. */
export async function packed(response: Response, request: Request): Promise<Response> {
  const encoding = encodingOf(request);
  if (encoding === 'identity' || !isHtml(response) || !response.body || response.headers.has('content-encoding'))
    return response;
  const body = new Uint8Array(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.append('vary', 'accept-encoding');
  if (body.byteLength < WORTH_PACKING) return new Response(body, { status: response.status, headers });
  headers.set('content-encoding', encoding);
  const small = await pack(body, encoding);
  headers.set('content-length', String(small.byteLength));
  return new Response(small as Uint8Array<ArrayBuffer>, { status: response.status, headers });
}

// A window no larger than the page: the standard one of 4 MB is most of the work of a page of 50 KB.
const brotliFor = ({ byteLength }: Uint8Array): BrotliOptions => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 4,
    [constants.BROTLI_PARAM_SIZE_HINT]: byteLength,
    [constants.BROTLI_PARAM_LGWIN]: Math.min(22, Math.max(16, Math.ceil(Math.log2(byteLength + 16)))),
  },
});

const isHtml = (response: Response): boolean => (response.headers.get('content-type') ?? '').startsWith('text/html');

function encodingOf(request: Request): Encoding {
  const accepted = request.headers.get('accept-encoding') ?? '';
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(accepted)) return 'br';
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(accepted) ? 'gzip' : 'identity';
}

async function pack(body: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  switch (encoding) {
    case 'br':
      return body.byteLength > AT_ONCE ? brotli(body, brotliFor(body)) : brotliCompressSync(body, brotliFor(body));
    case 'gzip':
      return zip(body, { level: 6 });
    case 'identity':
      return body;
  }
}
