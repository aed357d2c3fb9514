// Starts Suivi on a bare machine: only syntax that any Node with ES modules can load stands in this file, for its first
// duty is to tell an old Node, in one line, that it is too old. Everything else is behind the dynamic import.
import process from 'process';

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(
    'suivi: Node ' + process.versions.node + ' is too old: install Node 20 or later, then run npm start again.\n',
  );
  process.exitCode = 1;
} else {
  import('./set-up.mjs')
    .then(function (steps) {
      return steps.setUp();
    })
    .then(function (ready) {
      if (!ready) {
        process.exitCode = 1;
        return undefined;
      }
      // As if `suivi serve` had been typed: the launcher may go on in this very process.
      var args = ['serve'].concat(process.argv.slice(2));
      process.argv = process.argv.slice(0, 2).concat(args);
      return import('../packages/launcher/src/hand-over.mjs').then(function (launcher) {
        return launcher.handOver(args);
      });
    });
}
