import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Askline } from "../../electron/askline.ts";
import { keyFile } from "../../electron/workspace/ledger/key-file.ts";
import { keyName, openSigner } from "../../electron/workspace/ledger/signing.ts";
import { EMPTY_HEAD, linkLine } from "../../shared/ledger/chain.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { inFolder, open, TODAY } from "../askline/open.ts";

const MINUTE = 60_000;

const mpoxIn = (id: string, name: string) =>
  questionSchema.parse({
    version: 1,
    text: `How many mpox cases were confirmed in ${name} in July 2022?`,
    asked: "2026-11-24",
    kind: "situation",
    measure: { concept: "cases", subject: "mpox", statistic: { kind: "total" } },
    place: { areas: [{ id, name }] },
    time: { from: "2022-07-01", to: "2022-07-31" },
    decision: { kind: "waived" },
  });

let ids = 0;
/** A laptop: its own key, its own person, its own clock. */
const laptop = (folder: string, actor: string, clock: () => number) => ({
  now: clock,
  newId: () => `${actor.toUpperCase()}${String(++ids).padStart(6, "0")}`,
  actor,
  application: "askline test",
  keys: keyFile(join(folder, `key-${actor}`)),
});

async function answered(askline: Askline, id: string, name: string): Promise<string> {
  const outcome = await askline.ask({ question: mpoxIn(id, name), unsure: [] });
  if (!outcome.ok || outcome.value.kind === "refused") throw new Error("not answered");
  return outcome.value.answer.id;
}

let folder: string;
let done: () => void;
const at = { ana: "", bob: "" };
const answers = { ana: "", bob: "" };

/** Ana and Bob worked apart: each asked, Ana wants data, and Bob's clock is an hour behind. */
beforeAll(async () => {
  await new Promise<void>((ready, failed) => {
    inFolder(async (made) => {
      folder = made;
      at.ana = join(folder, "ana");
      at.bob = join(folder, "bob");
      let minutes = 0;
      const clock = () => TODAY + ++minutes * MINUTE;
      const ana = await open(at.ana, "create-bundled", { around: laptop(folder, "ana", clock) });
      answers.ana = await answered(ana, "ESP", "Spain");
      await ana.openRequest({
        questionId: null,
        purpose: "beds",
        wanted: "Beds by region",
        columns: ["beds"],
      });
      await ana.close();
      const bob = await open(at.bob, "create-bundled", {
        around: laptop(folder, "bob", () => clock() - 60 * MINUTE),
      });
      answers.bob = await answered(bob, "FRA", "France");
      await bob.close();
      await new Promise<void>((end) => {
        done = end;
        ready();
      });
    }).catch(failed);
  });
}, 60_000);
afterAll(() => done());

const openAs = (who: "ana" | "bob", where: string, minutes = 600) =>
  open(where, "fail", { around: laptop(folder, who, () => TODAY + minutes * MINUTE) });

/** A laptop's workspace to be tried on: the original stays. */
async function copyOf(who: "ana" | "bob", into: string): Promise<string> {
  const to = join(into, who);
  await cp(at[who], to, { recursive: true });
  return to;
}

const seen = (askline: Askline) => ({
  answers: askline.answers("").map(({ id, sentence }) => [id, sentence]),
  requests: askline.requests().map(({ requestId, state }) => [requestId, state]),
});

describe("merging the ledgers of two laptops", () => {
  it("shows the same on both, whichever took in the other, by bundle or by folder, and twice is once", () =>
    inFolder(async (into) => {
      const [anaAt, bobAt] = [await copyOf("ana", into), await copyOf("bob", into)];
      const ownBefore = await readFile(join(anaAt, "ledger", "ledger.jsonl"), "utf8");
      const ana = await openAs("ana", anaAt);
      const bundle = join(into, "ana.askline-ledger");
      expect(await ana.bundleLedgers(bundle)).toMatchObject({ ok: true, value: { ledgers: 1, answers: 1 } });
      const bob = await openAs("bob", bobAt);
      const taken = await bob.mergeLedgers([bundle]);
      expect(taken).toMatchObject({
        ok: true,
        value: { ledgers: [{ signer: "ana", broken: null }], answers: 1, refused: [] },
      });
      expect(await ana.mergeLedgers([at.bob])).toMatchObject({
        ok: true,
        value: { ledgers: [{ signer: "bob" }], answers: 1 },
      });
      expect(seen(ana)).toEqual(seen(bob));
      expect(seen(ana).answers.map(([id]) => id)).toEqual([answers.ana, answers.bob]);

      // Again, by the other way: nothing is new, and nothing is recorded.
      const events = bob.info().ledger.events;
      const again = await bob.mergeLedgers([at.ana, bundle]);
      if (!again.ok) throw new Error(again.problem.message);
      expect(again.value.ledgers.map(({ fresh }) => fresh)).toEqual([0, 0]);
      expect(bob.info().ledger.events).toBe(events);

      // The own chain only grew at its end.
      await ana.close();
      expect((await readFile(join(anaAt, "ledger", "ledger.jsonl"), "utf8")).startsWith(ownBefore)).toBe(
        true,
      );

      // The other's answer can be read, replayed and decided on, and the review counts it, after a restart too.
      await bob.close();
      const later = await openAs("bob", bobAt);
      expect(await later.answer(answers.ana)).toMatchObject({ ok: true, value: { value: 3104 } });
      expect(await later.replay(answers.ana, {})).toMatchObject({
        ok: true,
        value: { verdict: "identical" },
      });
      await later.recordDecision({ answerIds: [answers.ana], what: "order vaccine", who: "minister" });
      expect(await later.review({})).toMatchObject({
        ok: true,
        value: { measures: { questions: 2, answered: 2, decisions: 1 } },
      });
      const { key } = await openSigner(keyFile(join(folder, "key-ana")));
      expect(later.otherLedgers()).toMatchObject([
        { signer: "ana", key: keyName(key), broken: null, from: "ana.askline-ledger" },
      ]);
      expect(await later.verify()).toMatchObject({ intact: true });
      await later.close();
    }));

  it("goes on where a laptop was taken in before, and hands on what it took in itself", () =>
    inFolder(async (into) => {
      const [anaAt, bobAt] = [await copyOf("ana", into), await copyOf("bob", into)];
      const bob = await openAs("bob", bobAt);
      await bob.mergeLedgers([anaAt]);
      const ana = await openAs("ana", anaAt, 700);
      await ana.recordDecision({ answerIds: [answers.ana], what: "send beds", who: "minister" });
      await ana.close();
      const more = await bob.mergeLedgers([anaAt]);
      expect(more).toMatchObject({ ok: true, value: { ledgers: [{ fresh: 1 }] } });
      expect(await readdir(join(bobAt, "other-ledgers"))).toHaveLength(1);
      expect(bob.answers("beds")[0]).toMatchObject({ id: answers.ana, decision: "send beds" });

      const cyAt = join(into, "cy");
      const cy = await open(cyAt, "create-empty", { around: laptop(folder, "cy", () => TODAY) });
      await bob.bundleLedgers(join(into, "share", "bob.askline-ledger"));
      // A shared folder in which bundles and workspaces lie.
      await cp(anaAt, join(into, "share", "ana"), { recursive: true });
      const all = await cy.mergeLedgers([join(into, "share")]);
      if (!all.ok) throw new Error(all.problem.message);
      expect(all.value.refused).toEqual([]);
      expect(
        cy
          .otherLedgers()
          .map(({ signer }) => signer)
          .sort(),
      ).toEqual(["ana", "bob"]);
      expect(seen(cy)).toEqual(seen(bob));
      await Promise.all([bob.close(), cy.close()]);
    }));

  it("keeps both ends of a workspace that was copied and went on in two places", () =>
    inFolder(async (into) => {
      const [one, two] = [await copyOf("ana", join(into, "1")), await copyOf("ana", join(into, "2"))];
      const [first, second] = [await openAs("ana", one, 700), await openAs("bob", two, 710)];
      await first.recordDecision({ answerIds: [answers.ana], what: "on the first", who: "a" });
      await second.recordDecision({ answerIds: [answers.ana], what: "on the second", who: "b" });
      await Promise.all([first.close(), second.close()]);
      const merged = await openAs("ana", one, 800);
      await merged.mergeLedgers([two]);
      const { value } = (await merged.review({})) as {
        value: { measures: { questions: number; decisions: number } };
      };
      expect(value.measures).toMatchObject({ questions: 1, decisions: 2 });
      await merged.close();
    }));
});

describe("a ledger that is not what it says", () => {
  const tried = (change: (text: string) => string, after = async (_: string) => {}) =>
    inFolder(async (into) => {
      const [anaAt, bobAt] = [await copyOf("ana", into), await copyOf("bob", into)];
      const path = join(bobAt, "ledger", "ledger.jsonl");
      await writeFile(path, change(await readFile(path, "utf8")));
      await after(bobAt);
      const ana = await openAs("ana", anaAt);
      const before = seen(ana);
      const taken = await ana.mergeLedgers([bobAt]);
      if (!taken.ok) throw new Error(taken.problem.message);
      const now = seen(ana);
      expect(await ana.verify()).toMatchObject({ intact: true });
      await ana.close();
      return {
        ...taken.value,
        before,
        now,
        others: await readdir(join(anaAt, "other-ledgers")).catch(() => []),
      };
    });

  it("is taken as far as it is signed, and what is wrong behind is named", async () => {
    // Its answers are not there either: the events can be read without them, and that is no damage.
    const { ledgers, refused, now } = await tried(
      (text) => `${text}${text.split("\n").at(-2)?.replace("bob", "eve")}\n`,
      (at) => rm(join(at, "answers"), { recursive: true }),
    );
    expect(refused).toEqual([]);
    expect(ledgers[0]?.broken).toMatch(/^Event \d+ \(line \d+\) was altered/);
    expect(now.answers.map(([id]) => id)).toContain(answers.bob);
  });

  it("gives nothing away that was altered before a signature", async () => {
    const { ledgers, before, now } = await tried((text) => text.replace("mpox", "mpix"));
    expect(ledgers[0]?.broken).toMatch(/^Event \d+ \(line \d+\) was altered/);
    expect(now).toEqual(before);
  });

  it("is refused whole when it was written anew by someone without the key", async () => {
    const { ledgers, refused, before, now } = await tried((text) => {
      let head = EMPTY_HEAD;
      return text
        .split("\n")
        .slice(0, -1)
        .map((line) => {
          const { time, actor, kind, payload } = JSON.parse(line.replaceAll("France", "Utopia"));
          const made = linkLine(head, { time, actor, happening: { kind, payload } });
          head = { seq: made.event.seq, hash: made.event.hash };
          return `${made.line}\n`;
        })
        .join("");
    });
    expect(ledgers).toEqual([]);
    expect(refused[0]?.text).toMatch(/is not the one bob signed/);
    expect(now).toEqual(before);
  });

  it("is refused when nobody signed it", async () => {
    const { refused, others } = await tried(
      (text) => text,
      (at) => rm(join(at, "ledger", "checkpoints.jsonl")),
    );
    expect(refused[0]?.text).toContain("Nobody signed it");
    expect(others).toEqual([]);
  });

  it("is refused when it gives an id that something here has already", () =>
    inFolder(async (into) => {
      const anaAt = await copyOf("ana", into);
      const given =
        /"questionId":"Q-([^"]+)"/.exec(await readFile(join(anaAt, "ledger", "ledger.jsonl"), "utf8"))?.[1] ??
        "";
      // Rightly chained, rightly signed: only the meaning is stolen.
      const eve = await open(join(into, "eve"), "create-empty", {
        around: { ...laptop(folder, "eve", () => TODAY), newId: () => given },
      });
      await eve.ask({ question: mpoxIn("ESP", "Spain"), unsure: [] });
      await eve.close();
      const ana = await openAs("ana", anaAt);
      const before = seen(ana);
      expect(await ana.mergeLedgers([join(into, "eve")])).toMatchObject({
        ok: true,
        value: { ledgers: [], refused: [{ text: expect.stringContaining("has already") }] },
      });
      expect(seen(ana)).toEqual(before);
      await ana.close();
    }));
});

describe("a hostile bundle", () => {
  const bundleOf = async (into: string): Promise<string> => {
    const ana = await openAs("ana", await copyOf("ana", into));
    const path = join(into, "ana.askline-ledger");
    const written = await ana.bundleLedgers(path);
    if (!written.ok) throw new Error(written.problem.detail);
    await ana.close();
    return path;
  };

  it("with any byte changed changes nothing here, or only where no byte of a ledger is", () =>
    inFolder(async (into) => {
      const bytes = await readFile(await bundleOf(into));
      const bobAt = await copyOf("bob", into);
      const bob = await openAs("bob", bobAt);
      let before = seen(bob);
      let refused = 0;
      for (let i = 0; i < 40; i += 1) {
        const copy = Buffer.from(bytes);
        const at = Math.floor((i / 40) * bytes.length);
        copy[at] = (copy[at] ?? 0) ^ 0x10;
        const path = join(into, `flipped-${i}.askline-ledger`);
        await writeFile(path, copy);
        const taken = await bob.mergeLedgers([path]);
        const said = taken.ok ? taken.value.refused : [{ text: taken.problem.message }];
        if (said.length > 0) {
          refused += 1;
          expect(said[0]?.text, `byte ${at}`).toMatch(/is not what was signed|is not a bundle/);
          expect(seen(bob), `byte ${at}`).toEqual(before);
        }
        // A byte that nobody reads (of the archive's own list): the bundle is as it was signed, and is taken in.
        else before = seen(bob);
      }
      expect(refused).toBeGreaterThan(36);
      await bob.close();
    }));

  it("that is cut short, or something else altogether, is told", () =>
    inFolder(async (into) => {
      const path = await bundleOf(into);
      const bytes = await readFile(path);
      const bob = await openAs("bob", await copyOf("bob", into));
      for (const content of [bytes.subarray(0, bytes.length >> 1), Buffer.from("hello"), Buffer.alloc(0)]) {
        await writeFile(path, content);
        const taken = await bob.mergeLedgers([path]);
        const said = taken.ok ? taken.value.refused[0]?.text : taken.problem.message;
        expect(said).toMatch(/is not a bundle/);
      }
      expect(await bob.mergeLedgers([join(into, "nowhere")])).toMatchObject({ ok: false });
      expect(await bob.mergeLedgers([join(into, "bob", "answers")])).toMatchObject({
        ok: false,
        problem: { code: "not-found" },
      });
      await bob.close();
    }));
});
