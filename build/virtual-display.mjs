import { spawn } from "node:child_process";
import process from "node:process";
import { hasDisplay } from "./system-libraries.mjs";

/**
 * Runs a program where windows can open: on the display that is there, or on a virtual one made for it.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string> }} [options]
 * @returns {Promise<number>} its exit status
 */
export function runWithDisplay(program, args, options = {}) {
  const [command, given] = hasDisplay()
    ? [program, args]
    : ["xvfb-run", ["-a", "-s", "-screen 0 1600x1000x24", program, ...args]];
  return run(command, given, options);
}

/**
 * Runs a program to its end, with this console, and passes on an interruption.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string> }} [options]
 * @returns {Promise<number>} its exit status
 */
export function run(program, args, options = {}) {
  const child = spawn(program, args, { stdio: "inherit", env: { ...process.env, ...options.env } });
  const passOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on("SIGINT", passOn).on("SIGTERM", passOn);
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", (status, signal) => {
      process.off("SIGINT", passOn).off("SIGTERM", passOn);
      done(status ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}
