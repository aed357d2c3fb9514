import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';

const MB = 1024 * 1024;

/** A size in bytes: "512", "512K", "20M", "1G" (powers of 1,024). */
const bytes = z
  .string()
  .regex(/^\d{1,9}[KMG]?$/i, 'is not a size: write a number of bytes, or one with K, M or G ("20M")')
  .transform((text) => {
    const unit = { K: 1024, M: MB, G: 1024 * MB }[text.at(-1)?.toUpperCase() ?? ''];
    return unit ? Number(text.slice(0, -1)) * unit : Number(text);
  });

const server = z
  .string()
  .refine(
    (text) => /^postgres(ql)?:\/\/./.test(text) && URL.canParse(text),
    'is not an address of PostgreSQL: write postgres://user:password@host:5432/database',
  );

interface Setting {
  /** What the documentation says of it. */
  about: string;
  /** What stands where it is not set, in words or as written in the environment. */
  standard: string;
  schema: z.ZodType;
}

const setting = <S extends z.ZodType>(
  schema: S,
  standard: string,
  about: string,
): { schema: S; standard: string; about: string } => ({
  schema,
  standard,
  about,
});

/** Every setting, in the order of the documentation (docs/configuration.md is written from this table). */
export const SETTINGS = {
  PORT: setting(
    z
      .string()
      .regex(/^\d{1,5}$/, 'is not a port: write a whole number from 0 to 65535')
      .transform(Number)
      .refine((port) => port <= 65_535, 'is not a port: write a whole number from 0 to 65535')
      .default(3000),
    '3000',
    'Port of the web server. 0 takes any free one and prints it.',
  ),
  HOST: setting(
    z
      .string()
      .regex(/^[\w.:-]+$/, 'is not an address to listen on: write 127.0.0.1, 0.0.0.0, ::1 or a name')
      .default('127.0.0.1'),
    '127.0.0.1',
    'Address to listen on. 0.0.0.0 opens the server to the network.',
  ),
  ORIGIN: setting(
    z
      .string()
      .refine(
        (text) =>
          URL.canParse(text) &&
          /^https?:$/.test(new URL(text).protocol) &&
          new URL(text).origin === text.replace(/\/$/, ''),
        'is not an origin: write https://suivi.example.org, with no path',
      )
      .transform((text) => new URL(text).origin)
      .optional(),
    'http://localhost: and the port',
    'Address that readers type, when a proxy stands before the server. With https, cookies are sent over TLS only.',
  ),
  DATABASE_URL: setting(
    server.optional(),
    'the embedded PostgreSQL',
    'A PostgreSQL server of your own, version 16 or later, with the extensions pg_trgm and btree_gist at hand. Nothing embedded is started then.',
  ),
  DATABASE_READ_URL: setting(server.optional(), 'DATABASE_URL', 'A replica that pages read from.'),
  SUIVI_DATA: setting(
    z
      .string()
      .refine(
        (text) => isAbsolute(text) || !text.startsWith('~'),
        'starts with "~", which only a shell understands: write the whole path',
      )
      .transform((text) => resolve(text))
      .optional(),
    '/var/lib/suivi for root, ~/.local/share/suivi for others',
    'Folder of the database, the files and the locks.',
  ),
  SUIVI_UPLOAD_LIMIT: setting(bytes.prefault('64M'), '64M', 'Largest file that may be sent.'),
  SUIVI_DISK_RESERVE: setting(
    bytes.prefault('64M'),
    '64M',
    'Room that writing leaves free in the data folder: below it, changes answer 507 and reading goes on.',
  ),
  SUIVI_SECRET: setting(
    z.string().min(32, 'is too short: give at least 32 characters').optional(),
    'made once and kept in the database',
    'Signs the cookies of people signed in. Changing it signs everybody out.',
  ),
  SUIVI_DEMO: setting(
    z
      .enum(['yes', 'no'], 'is neither yes nor no')
      .default('yes')
      .transform((word) => word === 'yes'),
    'yes',
    'Whether an empty database is filled with the demonstration at the first start.',
  ),
  SUIVI_LOG: setting(
    z.enum(['silent', 'error', 'info'], 'is not a level: write silent, error or info').default('info'),
    'info',
    'How much the server writes to standard error.',
  ),
  SUIVI_SIGN_UP: setting(
    z.enum(['invitation', 'open'], 'is neither invitation nor open').default('invitation'),
    'invitation',
    'Whether people may open accounts themselves (open), confirmed by mail; they hold no role until someone gives one.',
  ),
  SUIVI_SMTP_URL: setting(
    z
      .string()
      .refine(
        (text) => /^smtps?:\/\/./.test(text) && URL.canParse(text) && new URL(text).hostname !== '',
        'is not an address of a mail server: write smtp://user:password@host:587 or smtps://user:password@host:465',
      )
      .optional(),
    'none: mail stays in the outbox',
    'Mail server that reminders and links are sent through.',
  ),
  SUIVI_MAIL_FROM: setting(
    z
      .string()
      .max(200)
      .regex(
        /^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/,
        'is not a sender: write Suivi <suivi@example.org>',
      )
      .optional(),
    'suivi@ and the host of SUIVI_SMTP_URL',
    'Sender of mail.',
  ),
  SUIVI_NOW: setting(
    z
      .string()
      .refine(
        (text) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)),
        'is not an instant: write 2026-05-04T10:00:00Z',
      )
      .transform((text) => new Date(text))
      .optional(),
    'the clock',
    'Stops the clock at an instant (ISO 8601), for tests and pictures.',
  ),
  SUIVI_INPUTS: setting(
    z.string().optional(),
    '../shared/inputs',
    'Folder of real documents that tests read; they are skipped without it.',
  ),
  SUIVI_DEBUG: setting(z.string().optional(), 'off', 'Any value: faults of the command line are printed whole.'),
} satisfies Record<string, Setting>;

/** Names that the program sets for its own processes; nobody else should. */
const INTERNAL = new Set(['SUIVI_ROOT', 'SUIVI_ADDRESS', 'SUIVI_BENCH']);

export interface Config {
  port: number;
  host: string;
  /** As given; null means that the address follows from the port and the Host header. */
  origin: string | null;
  databaseUrl: string | null;
  databaseReadUrl: string | null;
  /** Absolute path of the data folder. */
  data: string;
  /** Whether the data folder was named, or is the standard one. */
  dataGiven: boolean;
  /** Bytes. */
  uploadLimit: number;
  /** Bytes. */
  diskReserve: number;
  secret: string | null;
  signUp: 'invitation' | 'open';
  smtpUrl: string | null;
  mailFrom: string | null;
  demo: boolean;
  log: 'silent' | 'error' | 'info';
  now: Date | null;
}

/** What is wrong with the environment: all of it, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Folder of the data where none is named. As root a place that the database's own user can reach. */
export function standardDataFolder(env: NodeJS.ProcessEnv, root = process.getuid?.() === 0): string {
  if (root) return '/var/lib/suivi';
  const share = env['XDG_DATA_HOME'];
  return join(share && isAbsolute(share) ? share : join(homedir(), '.local', 'share'), 'suivi');
}

/** Most bytes of a request that the web server hands over: the largest file, and room for the form around it. */
export const bodyLimit = ({ uploadLimit }: Pick<Config, 'uploadLimit'>): number => uploadLimit + 1024 * 1024;

/**
 * Reads the settings from the environment; an empty value counts as none.
 * Errors: ConfigError with every problem, one line each, that names the setting, what is wrong and what would be right.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = [];
  const read = <K extends keyof typeof SETTINGS>(name: K): z.output<(typeof SETTINGS)[K]['schema']> | undefined => {
    const given = env[name] === '' ? undefined : env[name];
    const result = SETTINGS[name].schema.safeParse(given);
    if (result.success) return result.data as z.output<(typeof SETTINGS)[K]['schema']>;
    problems.push(
      `${name} ${result.error.issues[0]?.message ?? 'is wrong'}${secretive(name) ? '' : ` (it is "${given}")`}`,
    );
    return undefined;
  };
  const data = read('SUIVI_DATA');
  const config = {
    port: read('PORT') ?? 0,
    host: read('HOST') ?? '',
    origin: read('ORIGIN') ?? null,
    databaseUrl: read('DATABASE_URL') ?? null,
    databaseReadUrl: read('DATABASE_READ_URL') ?? null,
    data: data ?? standardDataFolder(env),
    dataGiven: data !== undefined,
    uploadLimit: read('SUIVI_UPLOAD_LIMIT') ?? 0,
    diskReserve: read('SUIVI_DISK_RESERVE') ?? 0,
    secret: read('SUIVI_SECRET') ?? null,
    signUp: read('SUIVI_SIGN_UP') ?? 'invitation',
    smtpUrl: read('SUIVI_SMTP_URL') ?? null,
    mailFrom: read('SUIVI_MAIL_FROM') ?? null,
    demo: read('SUIVI_DEMO') ?? false,
    log: read('SUIVI_LOG') ?? 'info',
    now: read('SUIVI_NOW') ?? null,
  };
  if (config.databaseReadUrl && !config.databaseUrl && problems.length === 0)
    problems.push('DATABASE_READ_URL names a replica, but DATABASE_URL is not set: give both');
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

// A password may stand in these: they are not repeated in a message.
const secretive = (name: string): boolean =>
  name.startsWith('DATABASE') || name === 'SUIVI_SECRET' || name === 'SUIVI_SMTP_URL';

/** Settings of ours that the program does not know, so that a slip of the pen does not pass in silence. */
export function unknownSettings(env: NodeJS.ProcessEnv = process.env): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('SUIVI_') && !Object.hasOwn(SETTINGS, name) && !INTERNAL.has(name))
    .sort();
}

/** The address that people type to reach a server on `port`. */
export const originOf = (config: Config, port: number): string =>
  config.origin ?? `http://localhost${port === 80 ? '' : `:${port}`}`;

/** Where links of letters lead: jobs and commands have no request to take the address from. The server says its own. */
export function publicAddress(): string {
  const config = loadConfig();
  return process.env['SUIVI_ADDRESS'] ?? originOf(config, config.port);
}
