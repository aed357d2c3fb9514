import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const bin = fileURLToPath(new URL('../bin/suivi.mjs', import.meta.url));
const root = dirname(dirname(dirname(dirname(realpathSync(bin)))));

/** The Node that the lock file pins for this machine, or null where npm did not install one. */
export function pinnedNode(from = root, platform = process.platform, arch = process.arch) {
  const name = `node-${platform}-${arch}`;
  const near = join(from, 'node_modules', name, 'bin', 'node');
  if (existsSync(near)) return near;
  try {
    const found = module.createRequire(join(from, 'package.json')).resolve(`${name}/bin/node`);
    return existsSync(found) ? found : null;
  } catch {
    return null;
  }
}

/**
 * Which Node is to run the program: `here` (this process), a path, or null where there is none.
 * The pinned one wins; without it any Node of 24 or later does, because only those run the sources as they are.
 */
export function chooseNode({ pinned, execPath, version }) {
  if (pinned) return samePath(pinned, execPath) ? 'here' : pinned;
  return Number(version.split('.')[0]) >= 24 ? 'here' : null;
}

/** Runs `suivi ARGS` on the pinned Node and leaves with its exit code, or by its signal. */
export function handOver(args) {
  const chosen = chooseNode({ pinned: pinnedNode(), execPath: process.execPath, version: process.versions.node });
  if (chosen === 'here') return runHere();
  if (chosen === null) {
    process.stderr.write(
      `suivi: Node ${process.versions.node} cannot run the program and the pinned Node for ${process.platform}-${process.arch} is missing: run \`npm ci\` (with optional packages) or install Node 24.\n`,
    );
    process.exitCode = 1;
    return undefined;
  }
  return runWith(chosen, args);
}

async function runHere() {
  // The cache halves the start: compiled code and stripped types are kept. A folder that cannot be written is no fault.
  module.enableCompileCache?.(join(root, 'node_modules', '.cache', 'suivi'));
  await import(pathToFileURL(join(root, 'src', 'cli', 'main.ts')).href);
}

function runWith(node, args) {
  const child = spawn(node, [bin, ...args], { stdio: 'inherit' });
  child.on('error', (error) => {
    process.stderr.write(
      `suivi: the pinned Node at ${node} does not start (${error.message}): run \`npm ci\` again.\n`,
    );
    process.exitCode = 1;
  });
  // A terminal sends Ctrl-C to the whole group, the child included; passing it on would make it arrive twice.
  const terminal = Boolean(process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY);
  const forwarded = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR2'];
  const handlers = forwarded.map((signal) => {
    const handler = () => {
      if (!(terminal && (signal === 'SIGINT' || signal === 'SIGQUIT'))) child.kill(signal);
    };
    process.on(signal, handler);
    return [signal, handler];
  });
  child.on('exit', (code, signal) => {
    for (const [name, handler] of handlers) process.off(name, handler);
    if (signal === null) process.exit(code ?? 1);
    process.kill(process.pid, signal);
    // Where the signal cannot end this process (it is ignored, say), the shell's convention stands in for it.
    setTimeout(() => process.exit(128 + (constants.signals[signal] ?? 0)), 100);
  });
}

function samePath(a, b) {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}
