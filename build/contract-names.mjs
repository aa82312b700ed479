import { build } from "esbuild";

/**
 * For the preload script: shared/api.ts with the names of its channels only. The schemas behind them, and the library
 * that checks them, are 0.8 MB that each window would read at every start and never use: main does the checking.
 * @type {import("esbuild").Plugin}
 */
export const contractNames = {
  name: "askline-contract-names",
  setup: (preload) => {
    preload.onLoad({ filter: /[\\/]shared[\\/]api\.ts$/ }, async ({ path }) => {
      const whole = await build({
        entryPoints: [path],
        bundle: true,
        format: "esm",
        platform: "node",
        write: false,
      });
      const text = Buffer.from(whole.outputFiles[0]?.contents ?? []).toString("base64");
      const contract = await import(`data:text/javascript;base64,${text}`);
      const names = (/** @type {object} */ map) =>
        JSON.stringify(Object.fromEntries(Object.keys(map).map((name) => [name, 0])));
      return {
        contents: `export const channels = ${names(contract.channels)};\nexport const pushes = ${names(contract.pushes)};\n`,
        loader: "js",
      };
    });
  },
};
