const FILTERS = [
  'q',
  'body',
  'addressee',
  'recipient',
  'deliverable',
  'force',
  'state',
  'year',
  'line',
  'sort',
] as const;
type Filter = (typeof FILTERS)[number];

/** What narrows the register, as options of a verb (`parseArgs`). */
export const filterOptions = Object.fromEntries(FILTERS.map((name) => [name, { type: 'string' }])) as Record<
  Filter,
  { type: 'string' }
>;

/** Those of a call's values that were given. */
export const filtersIn = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(FILTERS.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])));
