import { safeStorage } from "electron";
import type { Cover } from "../workspace/ledger/key-file.ts";

/** The operating system's key store as a cover for a key file; undefined where the system has none that is safe. */
export function systemCover(): Cover | undefined {
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  // On Linux without a keyring Electron would only pretend to encrypt: a file of the owner's own is more honest.
  if (process.platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text")
    return undefined;
  return {
    cover: (text) => safeStorage.encryptString(text),
    uncover: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
  };
}
