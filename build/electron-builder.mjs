/** Electron's fuses as shipped: each closes a way round the walls. */
export const SHIPPED_FUSES = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false,
  loadBrowserProcessSpecificV8Snapshot: false,
};

/**
 * What electron-builder makes of the bundled application.
 * @param {{ electronVersion: string, electronDist: string, output: string }} runtime the Electron to wrap
 * @returns {import("electron-builder").Configuration}
 */
export function packageConfiguration({ electronVersion, electronDist, output }) {
  return {
    appId: "org.askline.askline",
    productName: "Askline",
    copyright: "Askline contributors, MIT licence",
    electronVersion,
    electronDist,
    directories: { output, buildResources: "build/icons" },
    // Everything is bundled but the packages with native code, which come as they are.
    files: [
      "package.json",
      "LICENSE",
      "out/**",
      "!out/stamp",
      "!**/*.map",
      "!node_modules/**",
      "node_modules/@duckdb/**",
      "node_modules/lz4-napi/**",
      "node_modules/@antoniomuso/**",
    ],
    asar: true,
    asarUnpack: ["node_modules/@duckdb/node-bindings-*/**", "**/*.node"],
    extraResources: [{ from: "fixtures", to: "fixtures" }],
    npmRebuild: false,
    // Debian packages must name a site and a mailbox. Reserved names that lead nowhere: whoever releases sets their own.
    extraMetadata: { homepage: "https://askline.invalid" },
    electronFuses: SHIPPED_FUSES,
    // A double click on a sealed answer opens it.
    fileAssociations: [
      { ext: "askline", name: "Sealed answer", description: "A sealed answer of Askline", role: "Viewer" },
    ],
    linux: {
      target: ["AppImage", "deb", "tar.gz"],
      category: "Office",
      synopsis: "Brokers crisis questions to catalogued data, offline",
      executableName: "askline",
      maintainer: "Askline contributors <contributors@askline.invalid>",
    },
    win: { target: ["nsis"] },
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
    mac: { target: ["dmg"], category: "public.app-category.productivity", hardenedRuntime: true },
    publish: null,
  };
}
