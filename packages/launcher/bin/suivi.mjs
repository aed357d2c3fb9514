#!/usr/bin/env node
// Only syntax and modules that any Node with ES modules can load stand in this file: its first duty is to tell an old
// Node, in one line, that it is too old. Everything else is behind the dynamic import.
import process from 'process';

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write('suivi: Node ' + process.versions.node + ' is too old: install Node 20 or later.\n');
  process.exitCode = 1;
} else {
  import('../src/hand-over.mjs').then(function (launcher) {
    launcher.handOver(process.argv[1] ? process.argv.slice(2) : []);
  });
}
