/** The same without the properties that are undefined: in plain JSON, what is not there is left out. */
export function defined<T extends object>(value: T): T {
  const out: Partial<T> = {};
  for (const key in value) if (value[key] !== undefined) out[key] = value[key];
  return out as T;
}
