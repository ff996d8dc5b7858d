/** The rooms of server/ that each hold one domain. */
const domains = 'patients|caseload|meetings|flags|groups|sharing|oversight|guidance'

/** A dependency that is there when the program runs; types alone bind nothing. */
const atRunTime = { dependencyTypesNot: ['type-only'] }

/**
 * Who may import whom. docs/architecture.md says why; each rule has a planted violation in tests/architecture.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Whatever needs each other at run time is one thing, or is missing a third.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'app-takes-types-from-server',
      severity: 'error',
      comment: 'A bundled second copy of a server module means a second pool, and sockets that pages cannot see.',
      from: { path: '^app/' },
      to: { path: '^(server|migrations)/', ...atRunTime },
    },
    {
      name: 'server-knows-no-app',
      severity: 'error',
      comment: 'The server is whole without its pages; it loads what was built of them by path.',
      from: { path: '^(server|migrations)/' },
      to: { path: '^app/' },
    },
    {
      name: 'domains-know-no-other-domain',
      severity: 'error',
      comment: 'A domain asks for what it needs by way of the gate, or is handed it.',
      from: { path: `^server/(${domains})/` },
      to: { path: `^server/(${domains})/`, pathNot: '^server/$1/' },
    },
    {
      name: 'queries-are-built-behind-the-gate',
      severity: 'error',
      comment: 'Only the gate and the database build queries; a query elsewhere is a second door to patients.',
      from: { path: '^(app|server)/', pathNot: '^server/(access|database)/' },
      to: { path: 'node_modules/(kysely|pg)/', ...atRunTime },
    },
    {
      name: 'only-the-database-connects',
      severity: 'error',
      comment: 'One place opens connections, so that one place decides as whom.',
      from: { path: '^(app|server|migrations)/', pathNot: '^server/database/' },
      to: { path: 'node_modules/pg/', ...atRunTime },
    },
    {
      name: 'live-knows-no-domain',
      severity: 'error',
      comment: 'An event says that something changed, never what.',
      from: { path: '^server/live/' },
      to: { path: `^server/(${domains})/` },
    },
    {
      name: 'the-gate-stands-alone',
      severity: 'error',
      comment: 'What decides about access depends on nothing that asks for it.',
      from: { path: '^server/(access|database)/' },
      to: { path: '^server/(procedures\\.ts|router\\.ts|live/|auth/)' },
    },
    {
      name: 'only-auth-knows-lucia',
      severity: 'error',
      comment: 'Lucia is no longer developed; one room must be enough to replace it.',
      from: { path: '^(app|server|migrations|tests)/', pathNot: '^(server|tests)/auth/' },
      to: { path: 'node_modules/lucia/' },
    },
    {
      name: 'production-knows-no-test',
      severity: 'error',
      comment: 'What tests need must not be within reach of what people use.',
      from: { path: '^(app|server|migrations|scripts)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      comment: 'A rule cannot see an import that leads nowhere.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^build/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
