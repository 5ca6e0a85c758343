/** Who may import whom: one way, downwards (CONTRIBUTING, "Rooms"). */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })
const tests = '\\.test\\.tsx?$'

module.exports = {
  forbidden: [
    never(
      'no-circles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'A circle has no bottom.',
    ),
    never(
      'model-is-pure',
      { path: '^lib/model/' },
      { path: '^(app|components|sandbox|lib/(api|server))/' },
      'The model knows nothing but itself.',
    ),
    never(
      'api-knows-only-the-model',
      { path: '^lib/api/' },
      { path: '^(app|components|sandbox|lib/server)/' },
      'Endpoints are declared for both sides.',
    ),
    never(
      'server-stays-off-the-browser',
      { path: '^components/' },
      { path: '^lib/server/' },
      'What components import reaches browsers.',
    ),
    never(
      'pages-fetch-by-the-api',
      { path: '^app/\\(console\\)/', pathNot: '^app/\\(console\\)/(layout\\.tsx|go/)' },
      { path: '^lib/server/' },
      'Pages read through lib/api, as everybody does.',
    ),
    never(
      'kit-knows-nothing-of-ecs',
      { path: '^components/ui/' },
      { path: '^(components/(forms|fleet|charts|shell)|lib/(model|server))/' },
      'The kit is for any app.',
    ),
    never(
      'fleet-never-fetches',
      { path: '^components/fleet/' },
      { path: '^(components/forms/|lib/api/(client|use-list|use-me|use-live)\\.)' },
      'It is given what it shows.',
    ),
    never(
      'aws-is-spoken-in-one-folder',
      { path: '^(app|components|lib)/', pathNot: `^lib/server/aws/|${tests}` },
      { path: 'node_modules/(@aws-sdk|@smithy)/' },
      'Raw SDK shapes never leave lib/server/aws.',
    ),
    never(
      'both-processes',
      { path: '^lib/server/(aws|fleet|operations|db)/' },
      { path: 'node_modules/(next|next-auth)/' },
      'These run in the worker too, which is not Next.',
    ),
    never(
      'the-sandbox-is-another-world',
      { path: '^sandbox/' },
      { path: '^(app|components|lib)/' },
      'It stands in for AWS, and knows no more of us than AWS does.',
    ),
    never(
      'nobody-knows-the-sandbox',
      { path: '^(app|components|lib)/' },
      { path: '^sandbox/' },
      'The product knows an endpoint.',
    ),
    never(
      'tests-use-it-as-users-do',
      { path: '^(e2e|bench)/' },
      { path: '^lib/server/' },
      'Browser, HTTP and real AWS clients only.',
    ),
    never(
      'no-orphan-packages',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
      'Every package is in package.json.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^\\.next/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
