import { lookup } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchPublic, isPublicAddress } from './fetch-public.ts';

let server: Server;
let port: string;
const at = (path: string): string => `http://localhost:${port}${path}`;
// Only here: this machine serves itself. The guard itself is tried below.
const open = () => ({ lookup, ports: [port] });

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/page') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>shown</p>');
    else if (request.url === '/away') response.writeHead(302, { location: '/page' }).end();
    else if (request.url === '/round') response.writeHead(302, { location: '/round' }).end();
    else if (request.url === '/inside') response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    else if (request.url === '/nonsense') response.writeHead(302, { location: 'http://[' }).end();
    else if (request.url === '/large') {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    } else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = String((server.address() as AddressInfo).port);
});
afterAll(() => new Promise((done) => server.close(done)));

describe('an address', () => {
  test.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s leads to the world', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    'fd00::1',
    'fe80::1',
    'not an address',
    '',
  ])('%s leads inside', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('fetching what a link shows', () => {
  test('gives the bytes and their type, through a redirect', async () => {
    const { bytes, type } = await fetchPublic(at('/away'), open());
    expect([new TextDecoder().decode(bytes), type]).toEqual(['<p>shown</p>', 'text/html']);
  });

  test.each([
    ['/gone', 'fetch-answered'],
    ['/round', 'fetch-answered'],
    ['/inside', 'fetch-refused'],
    ['/nonsense', 'fetch-refused'],
    ['/large', 'fetch-too-large'],
  ])('of %s ends with %s', async (path, code) => {
    await expect(fetchPublic(at(path), open())).rejects.toMatchObject({ code });
  });

  test.each([
    'http://localhost/',
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'https://example.org:8443/',
    'http://user:secret@example.org/',
    'ftp://example.org/',
  ])('refuses %s before anything is sent', async (address) => {
    await expect(fetchPublic(address)).rejects.toMatchObject({ code: 'fetch-refused' });
  });
});
