/**
 * Lets work run while its weights stay within `room`; what does not fit waits its turn, first come first served. What many
 * send together stays so within bounds of memory. Something heavier than the room runs alone.
 */
export function turns(room: number): <T>(weight: number, work: () => Promise<T>) => Promise<T> {
  let held = 0;
  const waiting: { weight: number; go: () => void }[] = [];
  const fits = (weight: number): boolean => held === 0 || held + weight <= room;
  return async (weight, work) => {
    // Who comes while others wait stands behind them.
    if (waiting.length > 0 || !fits(weight)) await new Promise<void>((go) => waiting.push({ weight, go }));
    else held += weight;
    try {
      return await work();
    } finally {
      held -= weight;
      for (let next = waiting[0]; next && fits(next.weight); next = waiting[0]) {
        waiting.shift();
        held += next.weight;
        next.go();
      }
    }
  };
}
