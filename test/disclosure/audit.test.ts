import { describe, expect, it } from "vitest";
import { revealedBy } from "../../shared/disclosure/audit.ts";
import { type Claim, type Region, readTold, type Told, toldText } from "../../shared/disclosure/claims.ts";
import { isPartOf } from "../../shared/disclosure/lines-of-claims.ts";

const everybody: Region = { places: null, from: null, to: null, where: new Map() };
const FILE = "june";
const COUNTED = "list|cases|sum";

type Telling = Partial<Region> &
  Partial<Pick<Claim, "source" | "of" | "vintage" | "few">> & { readonly value: number | null };

/** What an answer of one table tells, with a threshold of 10. */
const told = (...claims: readonly Telling[]): Told => ({
  below: 10,
  closed: [{ table: "list", column: "sex", values: ["female", "male"] }],
  claims: claims.map(({ value, source = COUNTED, of = "counts", vintage = FILE, few, ...part }) => ({
    ...{ of, source, vintage, value, either: 0, group: 0, ...(few ? { few } : {}) },
    region: { ...everybody, ...part },
  })),
  wholes: [],
  middles: [],
});

const whole = (table: Told, region: Partial<Region>): Told => ({
  ...table,
  wholes: [{ source: COUNTED, vintage: FILE, group: 0, region: { ...everybody, ...region } }],
});

const only = (column: string, ...values: string[]): Region["where"] =>
  new Map([[column, [{ op: "in", values }]]]);

const italy = ["ITA"];
const few = (size: number) => ({ kind: "difference", size, of: "counts" });

describe("a new count held against earlier ones", () => {
  it("is held back when a country less one region leaves a few people, either way round", () => {
    const country = told({ value: 1204, places: italy });
    const region = told({ value: 1201, places: ["ITA/lombardia"] });
    expect(revealedBy(region, [country])).toEqual(few(3));
    expect(revealedBy(country, [region])).toEqual(few(3));
  });

  it("is held back when a window is made one day shorter, or a condition one year wider", () => {
    const month = told({ value: 500, from: "2022-07-01", to: "2022-07-31" });
    const shorter = told({ value: 498, from: "2022-07-01", to: "2022-07-30" });
    expect(revealedBy(shorter, [month])).toEqual(few(2));
    const older = (age: number): Region["where"] => new Map([["age", [{ op: ">=", values: [age] }]]]);
    const wider = told({ value: 60, where: older(64) });
    expect(revealedBy(wider, [told({ value: 57, where: older(65) })])).toEqual(few(3));
  });

  it("is held back when it leaves a few among rows that state no value", () => {
    const stated: Region["where"] = new Map([
      ["ward", [{ op: "any", values: [], tests: [{ op: "in", values: ["north", "south"] }] }]],
    ]);
    expect(revealedBy(told({ value: 60 }), [told({ value: 57, where: stated })])).toEqual(few(3));
  });

  it("is held back when parts of both leave a few: groups and days nested in each other", () => {
    const days = told(
      { value: 240, from: "2022-07-01", to: "2022-07-15" },
      { value: 258, from: "2022-07-16", to: "2022-07-30" },
    );
    const july = { from: "2022-07-01", to: "2022-07-31" };
    const sexes = told(
      { value: 300, ...july, where: only("sex", "female") },
      { value: 200, ...july, where: only("sex", "male") },
    );
    expect(revealedBy(whole(sexes, july), [days])).toEqual(few(2));
  });

  it("is held back when it tells a hidden cell, or the one that hides it", () => {
    const table = whole(
      told(
        { value: null, places: ["ITA/veneto"] },
        { value: null, places: ["ITA/lazio"] },
        { value: 60, places: ["ITA/lombardia"] },
      ),
      { places: italy },
    );
    expect(revealedBy(told({ value: 12, places: ["ITA/lazio"] }), [table])).toMatchObject({ kind: "hidden" });
    expect(revealedBy(told({ value: 76, places: italy }), [table])).toBeNull();
    // The two hidden ones come to 8: fewer than n between them.
    expect(revealedBy(told({ value: 68, places: italy }), [table])).not.toBeNull();
  });

  it("is held back when small hidden counts come to so much that each is nine, for whoever knows that they are small", () => {
    const table = whole(
      told(
        { value: null, few: true, places: ["ITA/veneto"] },
        { value: null, few: true, places: ["ITA/lazio"] },
        { value: 60, places: ["ITA/lombardia"] },
      ),
      { places: italy },
    );
    const all = (value: number): Told => told({ value, places: italy });
    expect(revealedBy(all(60 + 18), [table])).toMatchObject({ kind: "hidden" });
    expect(revealedBy(all(60 + 16), [table])).toMatchObject({ kind: "hidden" });
    // Of 11 in all, each of the two may be anything from two to nine.
    expect(revealedBy(all(60 + 11), [table])).toBeNull();
    const both = { places: ["ITA/veneto", "ITA/lazio"] };
    expect(revealedBy(table, [told({ ...both, value: 18 })])).toMatchObject({ kind: "hidden" });
    expect(revealedBy(table, [told({ ...both, value: 11 })])).toBeNull();
  });

  it("is held back when three answers leave a few that no two of them do", () => {
    const all = told({ value: 116, places: italy });
    const two = told({ value: 100, places: ["ITA/lombardia", "ITA/toscana"] });
    const third = told({ value: 12, places: ["ITA/lazio"] });
    for (const other of [all, two]) expect(revealedBy(third, [other])).toBeNull();
    expect(revealedBy(third, [all, two])).toEqual(few(4));
    const pair = (value: number, ...names: string[]) =>
      told({ value, places: names.map((name) => `ITA/${name}`) });
    const pairs = [pair(100, "lombardia", "toscana"), pair(52, "toscana", "lazio")];
    expect(revealedBy(pair(72, "lombardia", "lazio"), pairs)).toBeNull();
    expect(revealedBy(pair(72, "lombardia", "lazio"), [...pairs, all])).toEqual(few(4));
  });

  it("does not take people without a place for nobody: a total that is a few more than all its rows", () => {
    const rows = whole(
      told({ value: 60, places: ["ITA/lombardia"] }, { value: 40, places: ["ITA/toscana"] }),
      { places: italy },
    );
    expect(revealedBy(told({ value: 104, places: italy }), [rows])).toEqual(few(4));
    expect(revealedBy(told({ value: 100, places: italy }), [rows])).toBeNull();
  });

  it("is held back when all but one of two groups that everybody knows are counted", () => {
    const hidden = told({ value: null, places: italy, where: only("sex", "female") });
    const all = told({ value: 16, places: italy });
    expect(
      revealedBy(told({ value: 12, places: italy, where: only("sex", "male") }), [hidden, all]),
    ).not.toBeNull();
  });

  it("is no matter between other places, other measures, or equal numbers", () => {
    const country = told({ value: 60, places: italy });
    expect(revealedBy(told({ value: 59, places: ["ESP"] }), [country])).toBeNull();
    expect(revealedBy(told({ value: 59, source: "list|deaths|sum" }), [country])).toBeNull();
    expect(revealedBy(told({ value: 60 }), [country])).toBeNull();
    expect(revealedBy(country, [country])).toBeNull();
  });

  it("is held back when a median meets hidden cells", () => {
    const middle: Told = { ...told(), middles: [{ source: "list|cases|middle", region: everybody }] };
    expect(revealedBy(middle, [told({ value: null, places: italy })])).toMatchObject({ kind: "middle" });
    expect(revealedBy(middle, [told({ value: 12 })])).toBeNull();
  });

  it("does not take Niger for a part of Nigeria, and knows the countries of a region", () => {
    expect([isPartOf("NER", "NE"), isPartOf("ITA/lazio", "ITA"), isPartOf("ITA", "world")]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe("numbers made of people's values, of which the people are counted", () => {
  const ages = (value: number | null, part: Partial<Region> = {}): Told =>
    told({ ...part, value, of: "values", source: "list|age|values" });

  it("are held back when two means lie a few people apart: mean times people, less mean times people", () => {
    const women = ages(57, { where: only("sex", "female") });
    expect(revealedBy(women, [ages(60)])).toEqual({ kind: "difference", size: 3, of: "values" });
    expect(revealedBy(ages(40, { where: only("sex", "female") }), [ages(60)])).toBeNull();
  });

  it("are held back when they are what a hidden group has, exactly", () => {
    const groups = told(
      { value: null, of: "values", source: "list|age|values", places: ["ITA/veneto"] },
      { value: 60, of: "values", source: "list|age|values", places: ["ITA/lombardia"] },
    );
    const both = ages(64, { places: ["ITA/veneto", "ITA/lombardia"] });
    expect(revealedBy(both, [groups])).not.toBeNull();
    expect(revealedBy(ages(90, { places: italy }), [groups])).toBeNull();
  });

  it("do not meet counts of the same people", () => {
    expect(revealedBy(ages(57), [told({ value: 60 })])).toBeNull();
  });
});

describe("a revised file", () => {
  const in_ = (vintage: string, value: number | null, part: Partial<Region> = {}): Told =>
    told({ ...part, value, vintage });

  it("does not tell that one person was added, or taken out", () => {
    expect(revealedBy(in_("july", 117), [in_("june", 116)])).toEqual({
      kind: "revised",
      size: 1,
      of: "counts",
    });
    expect(revealedBy(in_("july", 115), [in_("june", 116)])).toMatchObject({ kind: "revised" });
    expect(revealedBy(in_("july", 116), [in_("june", 116)])).toBeNull();
    expect(revealedBy(in_("july", 190), [in_("june", 116)])).toBeNull();
  });

  it("does not tell what an older one hid, where little has changed", () => {
    const june = told(
      { value: null, places: ["ITA/veneto"] },
      { value: null, places: ["ITA/lazio"] },
      { value: 60, places: ["ITA/lombardia"] },
      { value: 40, places: ["ITA/toscana"] },
    );
    const total = told({ value: 116, places: italy });
    const later = in_("july", 116, { places: italy });
    const lazio = in_("july", 12, { places: ["ITA/lazio"] });
    expect(revealedBy(later, [whole(june, { places: italy }), total])).toBeNull();
    expect(revealedBy(lazio, [whole(june, { places: italy }), total, later])).toEqual(few(4));
  });
});

describe("what the guard keeps", () => {
  it("is read again as it was written, and nothing else is taken for it", () => {
    const one = whole(told({ value: null, where: only("sex", "female") }, { value: 12 }), { places: italy });
    expect(readTold(toldText([one]))).toEqual([one]);
    for (const text of ["", "{}", "[{}]", toldText([one]).replace('"below":10', '"below":-1')])
      expect(readTold(text)).toBeNull();
  });
});
