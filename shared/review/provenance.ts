import type { Answer } from "../answer/answer.ts";
import type { AnswerHistory, DecisionRecord, QuestionHistory } from "../ledger/history.ts";

/** An answer with what the ledger knows around it: what a statement of provenance is made from. */
export type Told = {
  readonly answer: Answer;
  readonly question: QuestionHistory;
  readonly after: AnswerHistory | null;
  readonly decisions: readonly DecisionRecord[];
};

/** A name for bytes by their SHA-256 after RFC 6920: the same on every machine. */
export function namedByHash(sha256: string): string {
  const bytes = sha256.match(/../g)?.map((digits) => Number.parseInt(digits, 16)) ?? [];
  return `ni:///sha-256;${base64Url(bytes)}`;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Base 64 for addresses, without padding (RFC 4648, section 5). Own code because the domain knows neither Node nor DOM. */
function base64Url(bytes: readonly number[]): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const three = bytes.slice(i, i + 3);
    const bits = ((three[0] ?? 0) << 16) | ((three[1] ?? 0) << 8) | (three[2] ?? 0);
    for (let part = 0; part <= three.length; part += 1) text += LETTERS[(bits >> (18 - 6 * part)) & 63];
  }
  return text;
}
