import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { bodyLimit, type Config } from '../platform/config.ts';
import { codeOf, SetupError } from '../platform/postgres/setup-error.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;
const Build = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') });

// Names of headers that only this server sets, so that pages know the address that readers typed.
const PROTOCOL = 'x-suivi-protocol';
const HOST = 'x-suivi-host';

/** The built pages as a handler of requests; what they read from the environment is set before they load. */
export async function loadPages(config: Config, root: string): Promise<Handler> {
  const file = join(root, 'build', 'handler.js');
  if (!existsSync(file)) throw new SetupError('The pages are not built: run `npm start`, which builds them first.');
  const origin = config.origin ? new URL(config.origin) : null;
  process.env['BODY_SIZE_LIMIT'] = String(bodyLimit(config));
  process.env['PROTOCOL_HEADER'] = PROTOCOL;
  if (origin) process.env['HOST_HEADER'] = HOST;
  const { handler } = Build.parse(await import(pathToFileURL(file).href));
  return (request, response, next) => {
    request.headers[PROTOCOL] = origin ? origin.protocol.slice(0, -1) : 'http';
    if (origin) request.headers[HOST] = origin.host;
    return handler(request, response, next);
  };
}

const portTaken = (config: Config): SetupError =>
  new SetupError(
    `Port ${config.port} is taken: stop the program that has it, or choose another (PORT=${config.port + 1} npm start).`,
  );

/** Listens on the address of the settings. Errors: SetupError where the port is taken or may not be had. */
export async function listen(server: Server, config: Config): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const code = codeOf(error);
      if (code === 'EADDRINUSE') reject(portTaken(config));
      else if (code === 'EACCES')
        reject(
          new SetupError(
            `Port ${config.port} is not open to this user: choose one from 1024 on (PORT=3000 npm start).`,
          ),
        );
      else
        reject(
          new SetupError(
            `The address ${config.host} cannot be listened on (${code || error.message}): set HOST to one of this machine's.`,
            { cause: error },
          ),
        );
    });
    server.listen({ port: config.port, host: config.host }, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : config.port;
}

/** Whether the port can be had, asked before anything else is started. Errors: SetupError as of `listen`. */
export async function assertPortFree(config: Config): Promise<void> {
  if (config.port === 0) return;
  const probe = createServer();
  await listen(probe, config);
  await new Promise((resolve) => probe.close(resolve));
}

/** A web server that can end politely: no new requests, those in hand finish within `ms`, then the rest is cut. */
export function politeServer(handler: Handler): { server: Server; close(ms: number): Promise<void> } {
  let closing = false;
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (closing) response.setHeader('connection', 'close');
    open.add(response);
    response.once('close', () => open.delete(response));
    void handler(request, response, () => {
      response.statusCode = 404;
      response.end();
    });
  });
  return {
    server,
    async close(ms) {
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      // A stream of events has no end of its own to wait for; its reader comes again.
      for (const one of open) if (String(one.getHeader('content-type')).startsWith('text/event-stream')) one.destroy();
      const cut = setTimeout(() => server.closeAllConnections(), ms);
      await closed;
      clearTimeout(cut);
    },
  };
}
