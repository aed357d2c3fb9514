type Step = () => unknown;

// The built pages carry their own copy of this module: both copies meet in one list.
const key = Symbol.for('suivi.shutdown');

function steps(): Map<string, Step> {
  const store: typeof globalThis & { [key]?: Map<string, Step> } = globalThis;
  return (store[key] ??= new Map());
}

/**
 * Says what is to be ended before the process leaves: pools, workers. Steps run after the last answer and before
 * PostgreSQL stops, the latest first. A second one of the same name takes the place of the first.
 */
export function onShutdown(name: string, step: Step): void {
  steps().set(name, step);
}

/** Runs the steps, each at most once; one that fails does not keep the others from ending. Gives what failed. */
export async function runShutdown(): Promise<unknown[]> {
  const faults: unknown[] = [];
  const list = [...steps().values()].reverse();
  steps().clear();
  for (const step of list) {
    try {
      await step();
    } catch (error) {
      faults.push(error);
    }
  }
  return faults;
}
