/** A part of a zip archive as its directory lists it. */
export type ArchivePart = {
  readonly name: string;
  /** Bytes as packed and as they are said to be unpacked. */
  readonly packed: number;
  readonly unpacked: number;
  /** It is a link to somewhere else. */
  readonly isLink: boolean;
  readonly isEncrypted: boolean;
};

/** Why an archive is not opened. */
export type ArchiveFault = {
  readonly kind: "too-many" | "too-large" | "leads-out" | "link" | "encrypted" | "twice";
  readonly part: string;
};

const MOST_PARTS = 20_000;
/** Bytes that all parts together may unpack to. */
const LARGEST_ARCHIVE = 16 * 1024 ** 3;
/** Real tables shrink to a hundredth at most; beyond this an archive is made to overwhelm. Small parts may be odd. */
const LARGEST_RATIO = 300;
const RATIO_MATTERS_FROM = 100 * 1024 ** 2;

/** True for a name that stays below the folder it is unpacked to, on every system. */
export const staysInside = (name: string): boolean =>
  !/^([/\\]|[a-z]:)/i.test(name) &&
  !name.split(/[/\\]/).includes("..") &&
  // biome-ignore lint/suspicious/noControlCharactersInRegex: names with control characters are refused
  !/[\u0000-\u001f]/.test(name);

/** Holds the directory of an archive against what archives of data are; null when nothing is wrong. Nothing is unpacked for it. */
export const archiveFault = (parts: readonly ArchivePart[]): ArchiveFault | null => {
  if (parts.length > MOST_PARTS) return { kind: "too-many", part: "" };
  const names = new Set<string>();
  let total = 0;
  for (const part of parts) {
    const fault = partFault(part);
    if (fault !== null) return { kind: fault, part: part.name };
    total += part.unpacked;
    if (total > LARGEST_ARCHIVE) return { kind: "too-large", part: part.name };
    const folded = part.name.toLowerCase().replaceAll("\\", "/");
    if (names.has(folded)) return { kind: "twice", part: part.name };
    names.add(folded);
  }
  return null;
};

const partFault = ({
  name,
  packed,
  unpacked,
  isLink,
  isEncrypted,
}: ArchivePart): ArchiveFault["kind"] | null => {
  if (!staysInside(name)) return "leads-out";
  if (isLink) return "link";
  if (isEncrypted) return "encrypted";
  return unpacked > RATIO_MATTERS_FROM && unpacked > packed * LARGEST_RATIO ? "too-large" : null;
};
