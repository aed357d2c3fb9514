import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AppError } from './errors.ts';

const LIMITS = { bytes: 10 * 1024 * 1024, milliseconds: 20_000, redirects: 5 };

/** Addresses that lead inside: this machine, its networks, other special ones (RFC 6890). */
const inside = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inside.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, prefix, 'ipv6');

/** Whether an IP address leads to the world and not inside. An IPv4 address in IPv6 clothes is judged as what it is. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  const family = isIP(plain);
  if (family === 0) return false;
  if (family === 6 && /^::ffff:/i.test(plain)) return false;
  return !inside.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}

// The name is resolved once, every address that it has is judged, and the connection goes to what was judged: a name that
// changes its address in between leads nowhere else.
const publicOnly: LookupFunction = (host, options, done) => {
  systemLookup(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return done(error, '', 0);
    if (addresses.length === 0 || !addresses.every((one) => isPublicAddress(one.address)))
      return done(new AppError('fetch-refused', 422), '', 0);
    if (options.all) return done(null, addresses);
    const [first] = addresses;
    return done(null, first?.address ?? '', first?.family);
  });
};

export interface Fetched {
  bytes: Uint8Array;
  /** Media type as the server gave it. */
  type: string;
}

/**
 * Fetches a public page or file: http and https on their usual ports, public addresses only, at each of at most five
 * redirects; at most 10 MB within 20 s. No cookie, no credential is sent.
 * Errors: `fetch-refused` (an address inside, another port or scheme), `fetch-too-large`, `fetch-too-slow`,
 * `fetch-answered` (another status than 200), `fetch-failed` (no such host, a broken line).
 * @param lookup only for tests, which serve from this machine
 */
export async function fetchPublic(
  address: string,
  { lookup = publicOnly, ports = ['', '80', '443'] }: { lookup?: LookupFunction; ports?: readonly string[] } = {},
): Promise<Fetched> {
  const deadline = AbortSignal.timeout(LIMITS.milliseconds);
  let url = new URL(address);
  for (let hop = 0; hop <= LIMITS.redirects; hop++) {
    if (!/^https?:$/.test(url.protocol) || !ports.includes(url.port) || url.username || url.password)
      throw new AppError('fetch-refused', 422);
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) && lookup === publicOnly && !isPublicAddress(literal)) throw new AppError('fetch-refused', 422);
    const answer = await once(url, lookup, deadline);
    if (!('location' in answer)) return answer;
    const next = URL.parse(answer.location, url);
    if (!next) throw new AppError('fetch-refused', 422);
    url = next;
  }
  throw new AppError('fetch-answered', 422, { status: 310 });
}

function once(url: URL, lookup: LookupFunction, signal: AbortSignal): Promise<Fetched | { location: string }> {
  return new Promise((resolve, reject) => {
    const refuse = (error: unknown): void =>
      reject(
        error instanceof AppError
          ? error
          : signal.aborted
            ? new AppError('fetch-too-slow', 422)
            : new AppError('fetch-failed', 422, {}, { cause: error }),
      );
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(
      url,
      { lookup, signal, headers: { accept: '*/*', 'user-agent': 'Suivi (keeps what evidence showed)' } },
      (response) => {
        const status = response.statusCode ?? 0;
        const { location } = response.headers;
        if (status >= 300 && status < 400 && location) {
          response.resume();
          resolve({ location });
          return;
        }
        if (status !== 200) {
          response.resume();
          reject(new AppError('fetch-answered', 422, { status }));
          return;
        }
        const pieces: Buffer[] = [];
        let size = 0;
        response.on('data', (piece: Buffer) => {
          size += piece.length;
          if (size > LIMITS.bytes) {
            response.destroy();
            reject(new AppError('fetch-too-large', 422));
          } else pieces.push(piece);
        });
        response.on('end', () =>
          resolve({
            bytes: new Uint8Array(Buffer.concat(pieces)),
            type: (response.headers['content-type'] ?? 'application/octet-stream').slice(0, 100),
          }),
        );
        response.on('error', refuse);
      },
    );
    request.on('error', refuse);
    request.end();
  });
}
