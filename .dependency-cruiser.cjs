/**
 * Which way imports may point: the architecture as rules that a command checks. There is no list of exemptions.
 * When a rule stands in the way, either the code is in the wrong room or the architecture changes, here and in words.
 */

/** Rooms of shared/ in the order of dependence: a room may import from its own level and from earlier ones. */
const LEVELS = [
  ["vocabulary", "places", "time"],
  ["question"],
  ["catalogue"],
  ["match"],
  ["plan"],
  ["answer", "disclosure", "sources"],
  ["ledger"],
  ["requests", "review"],
];

/** Libraries the domain may use: pure functions, no I/O, no clock. */
const PURE_LIBRARIES = [
  "zod",
  "@noble/hashes",
  "apache-arrow", // tables in memory; its types bring Node's along, so the linter refuses Node's globals in shared/
  "canonicalize",
  "chrono-node",
  "i18n-iso-countries",
  "simple-statistics",
  "snowball-stemmers",
  "yalps",
];

const ROOMS_OF_ASKLINE = ["engine", "workspace", "importers", "exporters"];

/** One rule for each room of shared/: nothing of a later level, nothing of the contract between processes. */
const sharedRooms = LEVELS.flatMap((rooms, level) =>
  rooms.map((room) => {
    const later = LEVELS.slice(level + 1).flat();
    return {
      name: `shared-${room}-looks-back-only`,
      comment: `shared/${room} may use its own level and what comes before it, never what comes after.`,
      severity: "error",
      from: { path: `^shared/${room}/` },
      to: { path: later.length > 0 ? `^shared/((${later.join("|")})/|api\\.ts$)` : "^shared/api\\.ts$" },
    };
  }),
);

/** One rule for each of the four rooms behind askline: they do not know each other, nor who calls them. */
const electronRooms = ROOMS_OF_ASKLINE.map((room) => {
  return {
    name: `electron-${room}-stands-alone`,
    comment: `electron/${room} is called by askline and imports neither its neighbours nor its callers; all may start threads.`,
    severity: "error",
    from: { path: `^electron/${room}/` },
    to: { path: `^electron/(?!(${room}|threads)/)` },
  };
});

const npm = (names) => `node_modules/(${names.join("|")})(/|$)`;

module.exports = {
  forbidden: [
    ...sharedRooms,
    ...electronRooms,
    {
      name: "no-cycles",
      comment: "Files that run each other cannot be understood one at a time. Types may name each other.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "shared-result-imports-nothing",
      severity: "error",
      from: { path: "^shared/result\\.ts$" },
      to: { path: "^(shared|electron|renderer)/" },
    },
    {
      name: "shared-is-the-domain-only",
      comment: "The domain runs in every process: it knows neither the desktop nor the window.",
      severity: "error",
      from: { path: "^shared/" },
      to: { path: "^(electron|renderer|test|build|fixtures)/" },
    },
    {
      name: "shared-uses-pure-libraries",
      comment: "A new library for shared/ must be pure and is listed in PURE_LIBRARIES.",
      severity: "error",
      from: { path: "^shared/" },
      to: { path: "node_modules/", pathNot: npm(PURE_LIBRARIES) },
    },
    {
      name: "renderer-knows-shared-only",
      severity: "error",
      from: { path: "^renderer/" },
      to: { path: "^(electron|test|build|fixtures)/" },
    },
    {
      name: "electron-does-not-know-the-renderer",
      severity: "error",
      from: { path: "^electron/" },
      to: { path: "^(renderer|test|build)/" },
    },
    {
      name: "no-node-in-shared-or-renderer",
      comment: "Node's own modules belong to electron/: the renderer is sandboxed, the domain does no I/O.",
      severity: "error",
      from: { path: "^(shared|renderer)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "electron-package-in-the-shell-only",
      comment: "Only start-up, window, bridge and the adapters handed to askline touch Electron itself.",
      severity: "error",
      from: {
        path: "^(shared|electron|renderer)/",
        pathNot: "^electron/(main\\.ts|wiring\\.ts|preload\\.ts|api\\.ts|(window|adapters)/)",
      },
      to: { path: ["^electron$", npm(["electron", "electron-store"])] },
    },
    {
      name: "duckdb-in-the-engine-only",
      severity: "error",
      from: { path: "^(shared|electron|renderer)/", pathNot: "^electron/engine/" },
      to: { path: npm(["@duckdb/[^/]+"]) },
    },
    {
      name: "react-in-the-renderer-only",
      severity: "error",
      from: { path: "^(shared|electron)/" },
      to: {
        path: npm([
          "react",
          "react-dom",
          "react-[^/]+",
          "@react-[^/]+/[^/]+",
          "recharts",
          "wouter",
          "@tanstack/[^/]+",
        ]),
      },
    },
    {
      name: "window-knows-no-use-cases",
      comment: "The window gets what it needs as functions from main.ts.",
      severity: "error",
      from: { path: "^electron/window/" },
      to: { path: "^electron/(?!window/)" },
    },
    {
      name: "preload-is-made-from-the-contract",
      severity: "error",
      from: { path: "^electron/preload\\.ts$" },
      to: { path: "^electron/(?!window/constants\\.ts$)" },
    },
    {
      name: "api-goes-through-askline",
      comment: "A channel ends in a use case, not in a room behind it.",
      severity: "error",
      from: { path: "^electron/api\\.ts$" },
      to: { path: `^electron/(${ROOMS_OF_ASKLINE.join("|")})/` },
    },
    {
      name: "askline-knows-no-callers",
      severity: "error",
      from: { path: "^electron/askline(\\.ts$|/)" },
      to: { path: "^electron/(main\\.ts|wiring\\.ts|preload\\.ts|api\\.ts|cli(\\.ts$|/)|window/)" },
    },
    {
      name: "command-line-needs-no-desktop",
      severity: "error",
      from: { path: "^electron/cli(\\.ts$|/)" },
      to: { path: "^electron/(main\\.ts|wiring\\.ts|preload\\.ts|api\\.ts|window/|adapters/)" },
    },
    {
      name: "threads-know-nobody",
      comment: "How a thread is started is the same for every program; which one it is, the caller says.",
      severity: "error",
      from: { path: "^electron/threads/" },
      to: { path: "^(shared|electron|renderer)/(?!threads/)" },
    },
    {
      name: "bundler-for-threads-only",
      comment:
        "The build's bundler is named once in what is shipped, as a type: where the sources are, it makes a thread's program.",
      severity: "error",
      from: { path: "^(shared|electron|renderer)/", pathNot: "^electron/threads/program-of-source\\.ts$" },
      to: { path: npm(["esbuild", "tsx"]) },
    },
    {
      name: "every-import-resolves",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "shipped-code-uses-shipped-packages",
      comment:
        "electron/ runs from the package: what it imports at run time is a dependency, not a devDependency.",
      severity: "error",
      from: { path: "^(electron|shared)/" },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: npm(["electron", "@types/[^/]+"]),
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types", "typings"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".d.ts"],
    },
  },
};
