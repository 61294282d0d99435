/**
 * Who may import whom: imports run one way.
 * The package (docs/architecture.md):
 * model <- api, export, i18n <- context <- controllers <- ui <- components <- define <- all.
 * The server (docs/architecture-server.md):
 * database <- activity <- store <- screening, hooks <- ingest, review <- http <- backend <- main.
 */

/** The folders of `src`, each with the folders it may import besides itself. */
const rooms = {
  model: [],
  api: ['model'],
  export: ['model', 'api', 'i18n'],
  i18n: ['model'],
  styles: [],
  context: ['model', 'api', 'i18n', 'styles'],
  controllers: ['model', 'api', 'i18n', 'styles', 'context'],
  ui: ['model', 'api', 'i18n', 'styles', 'context', 'controllers'],
  components: ['model', 'api', 'i18n', 'styles', 'context', 'controllers', 'ui'],
  define: ['context', 'components'],
  testing: ['model', 'api'],
};

const fences = Object.entries(rooms).map(([room, allowed]) => ({
  name: `room-${room}`,
  comment: `src/${room} may import ${allowed.length > 0 ? allowed.join(', ') : 'nothing else'} of src.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    path: '^src/',
    pathNot: [`^src/(${[room, ...allowed].join('|')})/`, '^src/version\\.ts$'],
    // Writers are loaded when somebody exports; what they import counts, not who loads them.
    ...(room === 'components' ? { dynamic: false, dependencyTypesNot: ['type-only'] } : {}),
  },
}));

/**
 * Tests import kv-review/…, as embedders do. What no entry exports is tested by itself: a test in
 * test/<room> may import what src/<room> may.
 */
const testFences = Object.entries(rooms).map(([room, allowed]) => ({
  name: `tests-of-${room}`,
  comment: `A test of src/${room} may import ${[room, ...allowed].join(', ')} of src; the rest by kv-review/….`,
  severity: 'error',
  from: { path: `^test/${room}/` },
  to: {
    path: '^src/',
    pathNot: `^src/(${[room, ...allowed].join('|')})/`,
    dependencyTypesNot: ['aliased'],
  },
}));

/** The folders of `server/src`, each with the folders it may import besides itself. */
const serverRooms = {
  auth: [],
  images: [],
  log: [],
  objects: [],
  database: [],
  jobs: ['log', 'database'],
  activity: ['auth', 'database'],
  store: ['auth', 'objects', 'jobs', 'database', 'activity'],
  hooks: ['auth', 'log', 'jobs', 'database', 'activity', 'store'],
  screening: ['auth', 'log', 'jobs', 'database', 'activity', 'store'],
  ingest: ['images', 'objects', 'database', 'activity', 'store', 'screening'],
  review: ['objects', 'database', 'activity', 'store', 'screening'],
  http: [
    ...['auth', 'images', 'log', 'objects', 'jobs', 'database', 'activity', 'store'],
    ...['hooks', 'screening', 'ingest', 'review'],
  ],
};

const serverFences = Object.entries(serverRooms).map(([room, allowed]) => ({
  name: `server-room-${room}`,
  comment: `server/src/${room} may import ${allowed.length > 0 ? allowed.join(', ') : 'nothing else'} of server/src.`,
  severity: 'error',
  from: { path: `^server/src/${room}/` },
  to: { path: '^server/src/', pathNot: `^server/src/(${[room, ...allowed].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...fences,
    ...serverFences,
    {
      name: 'server-room-unknown',
      comment: 'A new folder of server/src has its place in the order of rooms.',
      severity: 'error',
      from: {
        path: '^server/src/[^/]+/',
        pathNot: `^server/src/(${Object.keys(serverRooms).join('|')})/`,
      },
      to: {},
    },
    {
      name: 'server-types-not-circular',
      comment: 'Rooms of the server know each other in one direction, by types too.',
      severity: 'error',
      from: { path: '^server/src/' },
      to: { circular: true },
    },
    {
      name: 'room-components-dynamic',
      comment: 'What a component loads on demand is a writer in src/export, or of its own rooms.',
      severity: 'error',
      from: { path: '^src/components/' },
      to: {
        path: '^src/',
        pathNot: `^src/(components|export|${rooms.components.join('|')})/`,
        dynamic: true,
      },
    },
    {
      name: 'no-adapter-in-elements',
      comment:
        'Elements know the port, never an adapter; kv-review-provider alone loads api/http, on demand, when `endpoint` is set.',
      severity: 'error',
      from: {
        path: '^src/(context|controllers|ui|components|define)/',
        pathNot: '^src/components/review-provider/',
      },
      to: {
        path: '^src/api/(http|handler|memory|csv)/',
      },
    },
    {
      name: 'provider-loads-http-on-demand',
      comment: 'kv-review-provider imports api/http dynamically, and no other adapter.',
      severity: 'error',
      from: { path: '^src/components/review-provider/' },
      to: { path: '^src/api/(handler|memory|csv)/' },
    },
    {
      name: 'provider-http-not-static',
      comment: 'A page whose host brings its own adapter must not pay for the HTTP client.',
      severity: 'error',
      from: { path: '^src/components/review-provider/' },
      to: {
        path: '^src/api/http/',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'client-without-handler',
      comment: 'A page that sets `endpoint` loads the HTTP client; the handler is for servers.',
      severity: 'error',
      from: { path: '^src/api/(http|operations)/' },
      to: { path: '^src/api/handler/' },
    },
    {
      name: 'facets-on-demand',
      comment: 'The schemas of a facet load with its first call.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        path: '^src/api/operations/[^/]+\\.schemas\\.ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only', 'type-import'],
      },
    },
    {
      name: 'no-circular',
      comment: 'No cycles among modules that exist at run time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'writers-libraries',
      comment: 'pdf and csv libraries are heavy: only the writers, and the csv adapter, use them.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(export|api/csv)/' },
      to: { path: 'node_modules/(papaparse|pdf-lib|@cantoo/pdf-lib|fontkit|@pdf-lib/fontkit)/' },
    },
    {
      name: 'core-without-lit',
      comment: 'Model, adapters, writers, catalogues and sample data run without a browser.',
      severity: 'error',
      from: { path: '^src/(model|api|export|i18n|testing)/' },
      to: { path: 'node_modules/(lit|lit-html|lit-element|@lit|@lit-labs)/' },
    },
    {
      name: 'msw-apart',
      comment: 'msw is an optional peer dependency: only testing/msw may need it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/testing/msw/' },
      to: { path: 'node_modules/msw/' },
    },
    {
      name: 'src-is-self-contained',
      comment: 'The package imports its own sources and its declared dependencies.',
      severity: 'error',
      from: { path: '^src/' },
      to: { pathNot: '^(src|node_modules)/' },
    },
    {
      name: 'only-declared-dependencies',
      comment: 'What the package imports must be installed with it.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'core'],
        dependencyTypesNot: ['npm-peer'],
      },
    },
    {
      name: 'public-entries-only',
      comment: 'Stories, demo and examples import what embedders import: kv-review/….',
      severity: 'error',
      from: { path: '^(stories|demo|examples|bench|server)/' },
      to: { path: '^src/', dependencyTypesNot: ['aliased'] },
    },
    ...testFences,
    {
      name: 'tests-of-entries',
      comment:
        'Other tests import kv-review/…; test/entries.test.ts compares the list of elements that no entry exports.',
      severity: 'error',
      from: {
        path: '^test/',
        pathNot: [`^test/(${Object.keys(rooms).join('|')})/`, '^test/entries\\.test\\.ts$'],
      },
      to: { path: '^src/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'server-without-tests',
      comment: 'Tests and benches of the server may import all of it; it imports none of them.',
      severity: 'error',
      from: { path: '^server/src/' },
      to: { path: '^(server/(test|test-deploy|bench)|test|demo|stories|scripts)/' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      // What the portal's pages import is put together by its server.
      from: { pathNot: '^demo/public/' },
      to: { couldNotResolve: true, pathNot: '^(kv-review|virtual:)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['browser', 'development', 'import', 'types', 'default'],
    },
  },
};
