/** The import law. Each rule carries its reason; `npm run layers` prints it when one is broken. */
const layer = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to,
});
const only = (folder, allowed, comment) =>
  layer(`${folder}-imports`, comment, `^src/${folder}/`, {
    path: '^src/',
    pathNot: `^src/(${[folder, ...allowed].join('|')})/`,
  });

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle has no order in which to read it.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file nobody imports is dead.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: '(\\.d\\.ts|main\\.tsx|pre-paint\\.js|README\\.md|\\.css)$',
      },
      to: {},
    },
    only('base', [], 'base is the ground: it knows nothing of kernels or screens.'),
    only(
      'sim',
      ['base'],
      'the simulator is pure, so that it runs in a terminal, a worker and a test alike.',
    ),
    only(
      'import',
      ['base', 'sim'],
      'readers turn text into values; of the simulator they may use types only.',
    ),
    {
      name: 'import-takes-sim-types-only',
      comment: 'a reader that computes with the model would read what it wants to read.',
      severity: 'error',
      from: { path: '^src/import/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/sim/', dependencyTypesNot: ['type-only'] },
    },
    only('strings', ['base'], 'words are a table: whoever shows them imports them.'),
    only(
      'viewmodel',
      ['base', 'sim', 'import', 'strings'],
      'a view model is data for a picture; it draws nothing and stores nothing.',
    ),
    only(
      'render',
      ['base', 'viewmodel'],
      'painters take a view model and a theme, never the kernel itself.',
    ),
    only('lessons', ['base', 'sim', 'viewmodel'], 'lessons are data run by a pure runner.'),
    only(
      'store',
      ['base', 'sim', 'import', 'viewmodel', 'lessons', 'examples', 'strings'],
      'the store wires pure parts; it knows no component.',
    ),
    only(
      'cli',
      ['base', 'sim', 'import', 'viewmodel'],
      'the terminal proves that the core needs no screen.',
    ),
    {
      name: 'core-has-no-libraries',
      comment: 'the model, the readers and the view models must outlive any framework.',
      severity: 'error',
      from: {
        path: '^src/(base|sim|import|viewmodel|render)/',
        pathNot: '(\\.test\\.ts$|^src/sim/oracle/)',
      },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-framework-below-components',
      comment: 'state, lessons and terminal run where no page is: React begins in components.',
      severity: 'error',
      from: { path: '^src/(store|lessons|cli|strings)/', pathNot: '\\.test\\.ts$' },
      to: { path: '(^|/)node_modules/(react|react-dom|framer-motion)/' },
    },
    {
      name: 'nobody-imports-the-terminal',
      comment: 'cli is one way out, as the page is the other; neither builds on the other.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'no-tests-in-the-page',
      comment: 'what only tests need must not reach a visitor.',
      severity: 'error',
      from: { path: '^src/', pathNot: '(\\.test\\.tsx?$|/testkit\\.ts$|^src/sim/oracle/)' },
      to: { path: '(^tests/|\\.test\\.tsx?$|/testkit\\.ts$|^src/sim/oracle/)' },
    },
    {
      name: 'no-deep-import-sim',
      comment: 'sim/index.ts is the only door, so that its inside can change.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sim/' },
      to: { path: '^src/sim/', pathNot: '^src/sim/index\\.ts$' },
    },
    {
      name: 'no-deep-import-import',
      comment: 'import/index.ts is the only door, so that readers can be rearranged.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/import/' },
      to: { path: '^src/import/', pathNot: '^src/import/index\\.ts$' },
    },
    {
      name: 'components-do-not-compute',
      comment: 'components take sim and import types only; figures come from selectors.',
      severity: 'error',
      from: { path: '^src/components/', pathNot: '\\.test\\.tsx$' },
      to: { path: '^src/(sim|import)/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
