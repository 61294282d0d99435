/**
 * The order of imports, which run one way.
 * The package (docs/architecture.md):
 * model <- api, export, i18n <- context <- controllers <- ui <- components <- define <- all.
 * The server (docs/architecture-server.md):
 * database <- activity <- store <- screening, hooks <- ingest, review <- http <- backend <- main.
 */

const belowContext = ['model', 'api', 'i18n', 'styles'];
const belowControllers = [...belowContext, 'context'];
const belowUi = [...belowControllers, 'controllers'];

/** The folders of `src`, each with the other folders that it may import. */
const rooms = {
  model: [],
  api: ['model'],
  export: ['model', 'api', 'i18n'],
  i18n: ['model'],
  styles: [],
  context: belowContext,
  controllers: belowControllers,
  // The messages between a host page and a framed one, and the end in the framed page.
  frame: ['api', 'context'],
  ui: belowUi,
  components: [...belowUi, 'ui', 'frame'],
  define: ['context', 'components'],
  frameworks: ['context', 'components'],
  testing: ['model', 'api'],
  'editor-preview': ['api', 'i18n', 'styles', 'components', 'testing'],
};

const belowHooks = ['auth', 'log', 'jobs', 'database', 'activity', 'store'];
const belowHttp = ['objects', 'database', 'activity', 'store', 'screening'];

/** The folders of `server/src`, each with the other folders that it may import. */
const serverRooms = {
  auth: [],
  images: [],
  log: [],
  objects: [],
  database: [],
  activity: ['auth', 'database'],
  jobs: ['log', 'database', 'activity'],
  store: ['auth', 'objects', 'jobs', 'database', 'activity'],
  hooks: belowHooks,
  screening: belowHooks,
  ingest: ['images', ...belowHttp],
  review: ['images', 'hooks', ...belowHttp],
  http: [...belowHooks, 'images', 'objects', 'hooks', 'screening', 'ingest', 'review'],
};

/** One rule for each room: within `folder`, it may import the rooms of the table and `free` files. */
const fencesOf = (folder, table, { name, from = folder, free = [], to = () => ({}) }) =>
  Object.entries(table).map(([room, allowed]) => ({
    name: `${name}-${room}`,
    comment: `${from}/${room} may import ${[room, ...allowed].join(', ')} of ${folder}.`,
    from: { path: `^${from}/${room}/` },
    to: {
      path: `^${folder}/`,
      pathNot: [`^${folder}/(${[room, ...allowed].join('|')})/`, ...free],
      ...to(room),
    },
  }));

const fences = [
  ...fencesOf('src', rooms, {
    name: 'room',
    free: ['^src/version\\.ts$'],
    // See `room-components-dynamic`.
    to: (room) =>
      room === 'components' ? { dynamic: false, dependencyTypesNot: ['type-only'] } : {},
  }),
  // A test in test/<room> may import what src/<room> may, and kv-review/… as embedders do.
  ...fencesOf('src', rooms, {
    name: 'tests-of',
    from: 'test',
    to: () => ({ dependencyTypesNot: ['aliased'] }),
  }),
  ...fencesOf('server/src', serverRooms, { name: 'server-room' }),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...fences,
    {
      name: 'server-room-unknown',
      comment: 'Add a new folder of server/src to the table of rooms.',
      from: {
        path: '^server/src/[^/]+/',
        pathNot: `^server/src/(${Object.keys(serverRooms).join('|')})/`,
      },
      to: {},
    },
    {
      name: 'server-types-not-circular',
      comment: 'In the server, type imports may not form a cycle either.',
      from: { path: '^server/src/' },
      to: { circular: true },
    },
    {
      name: 'room-components-dynamic',
      comment:
        'A component loads writers of src/export on demand, and otherwise only what it may import.',
      from: { path: '^src/components/' },
      to: {
        path: '^src/',
        pathNot: `^src/(components|export|${rooms.components.join('|')})/`,
        dynamic: true,
      },
    },
    {
      name: 'no-adapter-in-elements',
      comment: 'Elements know the port, never an adapter. Only kv-review-provider loads api/http.',
      from: {
        path: '^src/(context|controllers|ui|components|define)/',
        pathNot: '^src/components/review-provider/',
      },
      to: {
        path: '^src/api/(http|handler|memory|csv)/',
      },
    },
    {
      name: 'provider-loads-no-other-adapter',
      comment: 'kv-review-provider loads api/http and no other adapter.',
      from: { path: '^src/components/review-provider/' },
      to: { path: '^src/api/(handler|memory|csv)/' },
    },
    {
      name: 'provider-loads-http-on-demand',
      comment: 'A page that has its own adapter must not load the HTTP client.',
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
      from: { path: '^src/api/(http|operations)/' },
      to: { path: '^src/api/handler/' },
    },
    {
      name: 'facets-on-demand',
      comment:
        'The schemas of a facet load with its first call; the memory adapter checks at once.',
      from: { path: '^src/', pathNot: '^src/api/memory/' },
      to: {
        path: '^src/api/operations/[^/]+\\.schemas\\.ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only', 'type-import'],
      },
    },
    {
      name: 'no-circular',
      comment: 'Modules that exist at run time may not form a cycle.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'writers-libraries',
      comment: 'PDF and CSV libraries are large: only the writers and the CSV adapter use them.',
      from: { path: '^src/', pathNot: '^src/(export|api/csv)/' },
      to: { path: 'node_modules/(papaparse|pdf-lib|@cantoo/pdf-lib|fontkit|@pdf-lib/fontkit)/' },
    },
    {
      name: 'charting-library',
      comment: 'The charting library is large: only the drawing uses it, which loads on demand.',
      from: { path: '^src/', pathNot: '^src/ui/charts/drawing\\.ts$' },
      to: { path: 'node_modules/chart\\.js/' },
    },
    {
      name: 'drawing-on-demand',
      comment: 'A page loads the drawing of charts when one is in view.',
      from: { path: '^src/' },
      to: {
        path: '^src/ui/charts/drawing\\.ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only', 'type-import'],
      },
    },
    {
      name: 'core-without-lit',
      comment: 'Model, adapters, writers, catalogues and sample data run without a browser.',
      from: { path: '^src/(model|api|export|i18n|testing)/' },
      to: { path: 'node_modules/(lit|lit-html|lit-element|@lit|@lit-labs)/' },
    },
    {
      name: 'msw-apart',
      comment: 'msw is an optional peer dependency: only testing/msw may import it.',
      from: { path: '^src/', pathNot: '^src/testing/msw/' },
      to: { path: 'node_modules/msw/' },
    },
    {
      name: 'src-is-self-contained',
      comment: 'The package imports its own sources and its declared dependencies.',
      from: { path: '^src/' },
      to: { pathNot: '^(src|node_modules)/' },
    },
    {
      name: 'only-declared-dependencies',
      comment:
        'The package may import only the dependencies that are installed with it. The build bundles others.',
      from: { path: '^src/', pathNot: '^src/export/pdf/libraries/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'core'],
        dependencyTypesNot: ['npm-peer'],
      },
    },
    {
      name: 'public-entries-only',
      comment: 'Stories, demo, examples and the server import kv-review/…, as embedders do.',
      from: { path: '^(stories|demo|examples|bench|server)/' },
      to: { path: '^src/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'server-entries-only',
      comment: 'The demo and the bench import kv-review-server, as programs that embed it do.',
      from: { path: '^(demo|bench)/' },
      to: { path: '^server/src/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'tests-of-entries',
      comment:
        'Other tests import kv-review/…; test/entries.test.ts compares the list of elements that no entry exports.',
      from: {
        path: '^test/',
        pathNot: [`^test/(${Object.keys(rooms).join('|')})/`, '^test/entries\\.test\\.ts$'],
      },
      to: { path: '^src/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'server-without-tests',
      comment: 'The server does not import its tests and benches.',
      from: { path: '^server/src/' },
      to: { path: '^(server/(test|test-deploy|bench)|test|demo|stories|scripts)/' },
    },
    {
      name: 'no-unresolvable',
      // The portal's server resolves the imports of its pages.
      from: { pathNot: '^demo/public/' },
      to: { couldNotResolve: true, pathNot: '^(kv-review|virtual:)' },
    },
  ].map((rule) => ({ severity: 'error', ...rule })),
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
