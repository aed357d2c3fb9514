import { printJson, withContext } from '../../src/cli/session.ts';
import { execute } from '../../src/lib/server/platform/command.ts';
import '../../src/lib/server/registry.ts';
import { commands } from '../../src/lib/server/stocktaking/index.ts';

// What the job of the day does: a process of its own, for the specs are not the program.
process.exitCode = await withContext(async (ctx) => {
  printJson(await execute(commands.askYearly, ctx, {}));
  return 0;
});
