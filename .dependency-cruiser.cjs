// The layers of ARCHITECTURE.md as rules: rooms import downward only, and only through a room's door (index.ts).
// Lower first.
const ROOMS = [
  'mail',
  'accounts',
  'bodies',
  'files',
  'frameworks',
  'texts',
  'documents',
  'register',
  'translation',
  'amendments',
  'partners',
  'indicators',
  'roadmaps',
  'stocktaking',
  'meetings',
  'prizes',
  'consultations',
  'forum',
  'reports',
  // Desks and reminders tell what waits in all rooms below.
  'planning',
  'output',
];
const TESTS = '\\.test\\.ts$|/testing/|/factory\\.ts$';

const upward = ROOMS.slice(0, -1).map((room, i) => ({
  name: `room-${room}-imports-downward`,
  comment: `${room} lies below the rooms after it and may not know them.`,
  severity: 'error',
  from: { path: `^src/lib/server/${room}/`, pathNot: TESTS },
  to: { path: `^src/lib/server/(${ROOMS.slice(i + 1).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...upward,
    {
      name: 'rooms-by-their-door',
      comment: 'Another room is entered through its index.ts only.',
      severity: 'error',
      from: { path: `^src/lib/server/(${ROOMS.join('|')})/`, pathNot: TESTS },
      to: { path: `^src/lib/server/(${ROOMS.join('|')})/`, pathNot: ['^src/lib/server/$1/', '/index\\.ts$'] },
    },
    {
      name: 'pages-by-the-door',
      comment: 'Routes, the command line and the seed enter rooms through index.ts.',
      severity: 'error',
      from: { path: '^(src/(routes|cli|hooks|lib/ui|lib/i18n)|seed)', pathNot: TESTS },
      to: { path: `^src/lib/server/(${ROOMS.join('|')})/`, pathNot: '/index\\.ts$' },
    },
    {
      name: 'platform-knows-no-room',
      severity: 'error',
      from: { path: '^src/lib/server/platform/', pathNot: TESTS },
      to: { path: `^src/lib/server/(${ROOMS.join('|')})/` },
    },
    {
      name: 'only-platform-touches-the-pool',
      comment:
        'A change goes through execute(), a page through ask(): nobody else opens a connection. Starting and checking the server does.',
      severity: 'error',
      from: { path: '^(src|seed)/', pathNot: [TESTS, '^src/lib/server/(platform|serve)/'] },
      to: { path: 'node_modules/(pg|pg-pool)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'engine-is-pure',
      comment: 'packages/texts and packages/search have no input or output of their own: bytes in, values out.',
      severity: 'error',
      from: { path: '^packages/(texts|search)/src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'packages-know-no-application',
      severity: 'error',
      from: { path: '^packages/(texts|frameworks|search)/src/' },
      to: { path: '^(src|seed|scripts)/' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: { pathNot: '^\\.svelte-kit/' },
      to: { couldNotResolve: true, pathNot: '^\\$|^@suivi/|\\$types|^#lib' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.svelte-kit)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'svelte'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'],
    },
  },
};
