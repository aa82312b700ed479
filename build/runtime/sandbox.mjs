import process from "node:process";

let said = false;

/**
 * The switch that Chromium needs when root starts it, as in containers and build machines. Only the scripts for
 * development and tests use this; the shipped application never has it.
 * @param {(line: string) => void} [say]
 * @returns {readonly string[]} arguments for the executable
 */
export function sandboxArguments(say = console.log) {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return [];
  if (!said) say("Running as root: Chromium's sandbox is off (--no-sandbox), in development and tests only.");
  said = true;
  return ["--no-sandbox"];
}
