import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { archiveFault, staysInside } from "../../../shared/catalogue/formats/package/archive-walls.ts";
import { resourcesOf } from "../../../shared/catalogue/formats/package/resources.ts";
import { headerAt, namesNothing } from "../../../shared/catalogue/formats/table/header-row.ts";
import { periodOfName, periodsAmong } from "../../../shared/catalogue/formats/table/period-names.ts";
import { type WrittenColumn, writtenForms } from "../../../shared/catalogue/formats/table/written-forms.ts";

describe("the line with the names of the columns", () => {
  it("is the first that is no title, note or blank line", () => {
    expect(
      headerAt([
        ["a", "b"],
        ["1", "2"],
      ]),
    ).toBe(0);
    expect(
      headerAt([
        ["Title", "", ""],
        ["", "", ""],
        ["a", "b", "c"],
        ["1", "2", "3"],
      ]),
    ).toBe(2);
    expect(
      headerAt([["Source", "WHO"], [], ["a", "b", "c", "d", "e", "f", "g"], ["1", "", "", "", "", "", ""]]),
    ).toBe(2);
    expect(headerAt([["only"], ["x"], ["y"]])).toBe(0);
    expect(headerAt([])).toBe(0);
  });

  it("may consist of numbers, which then name nothing", () => {
    expect(namesNothing(["1", "2,5", ""])).toBe(true);
    expect(namesNothing(["1", "north"])).toBe(false);
  });
});

describe("columns called after periods", () => {
  it.each([
    ["2020-01-22", "day", "2020-01-22"],
    ["x2020_01_22", "day", "2020-01-22"],
    ["22.01.2020", "day", "2020-01-22"],
    ["5-Mar-20", "day", "2020-03-05"],
    ["1960", "year", "1960-01-01"],
    ["2019 [YR2019]", "year", "2019-01-01"],
    ["Jan-20", "month", "2020-01-01"],
    ["févr. 2021", "month", "2021-02-01"],
    ["2020M03", "month", "2020-03-01"],
    ["2020Q3", "quarter", "2020-07-01"],
    ["Q4 2021", "quarter", "2021-10-01"],
    ["2020-W05", "week", "2020-01-27"],
  ])("%s is a %s that begins on %s", (name, grain, day) => {
    expect(periodOfName(name)).toEqual({ grain, dayFirst: day, monthFirst: day });
  });

  it.each(["country", "2020-13-45", "31/02/2020", "12345", "Zone 12", "Mayor 2020", "v1.2.3", "99"])(
    "%s is none",
    (name) => {
      expect(periodOfName(name)).toBeNull();
    },
  );

  it("keep both readings where day and month can be exchanged, and one decides for all", () => {
    expect(periodOfName("3/4/20")).toEqual({
      grain: "day",
      dayFirst: "2020-04-03",
      monthFirst: "2020-03-04",
    });
    const names = ["place", "1/11/20", "1/12/20", "1/13/20", "1/14/20"];
    expect(periodsAmong(names)).toMatchObject({ order: "month-first", isOpen: false });
    expect(periodsAmong(names.slice(0, 3).concat("1/10/20", "1/9/20"))).toMatchObject({ isOpen: true });
  });

  it("are a wide table from four of one kind on, and no two the same", () => {
    expect(periodsAmong(["a", "2019", "2020", "2021"])).toBeNull();
    expect(periodsAmong(["a", "2019", "2020", "2021", "2022"])?.columns).toHaveLength(4);
    expect(periodsAmong(["2019", "2020", "2021", "Y2021"])).toBeNull();
  });
});

describe("how dates and numbers are written in a file", () => {
  const numbers = (name: string, more: object): WrittenColumn => ({
    ...{ name, example: "1,234", dates: null },
    numbers: { comma: true, point: true, points: 0, commas: 2, bare: 0, long: 0, ...more },
  });

  it("is asked where nothing tells, and never when it was chosen", () => {
    expect(writtenForms([numbers("n", {})], {}).open).toHaveLength(1);
    expect(writtenForms([numbers("n", {})], { decimal: "comma" })).toMatchObject({
      decimal: "comma",
      open: [],
    });
  });

  it("is told by another column, or by small numbers that never have the mark", () => {
    expect(writtenForms([numbers("n", {}), numbers("m", { point: false })], {}).decimal).toBe("comma");
    expect(writtenForms([numbers("n", {}), numbers("m", { comma: false, points: 3 })], {}).decimal).toBe(
      "point",
    );
    expect(writtenForms([numbers("n", { commas: 9, bare: 9 })], {})).toMatchObject({
      decimal: "point",
      open: [],
    });
  });

  it("stays open where columns contradict each other", () => {
    const both = [
      numbers("m", { point: false }),
      numbers("p", { comma: false, points: 3 }),
      numbers("n", {}),
    ];
    expect(writtenForms(both, {}).open.map(({ columns }) => columns)).toEqual([["n"]]);
  });
});

describe("names inside an archive", () => {
  it("stay below their folder, whatever they are called", () => {
    for (const name of ["a.csv", "a/b.csv", "..a/b", "a..b", "a/.hidden"])
      expect(staysInside(name)).toBe(true);
    for (const name of ["../a", "a/../../b", "/a", "\\a", "C:/a", "c:a", "a\\..\\b", "a\u0000b"])
      expect(staysInside(name), name).toBe(false);
  });

  it("that the walls let through never resolve to a place outside", () => {
    const part = fc.constantFrom("..", ".", "a", "b c", "", "C:", "x");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.constantFrom("/", "\\"), (parts, mark) => {
        const name = parts.join(mark);
        if (!staysInside(name)) return;
        let depth = 0;
        for (const one of name.split(/[/\\]/)) {
          depth += one === ".." ? -1 : one === "." || one === "" ? 0 : 1;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("are refused when there are too many or they unpack to too much", () => {
    const part = { name: "a", packed: 1, unpacked: 1, isLink: false, isEncrypted: false };
    expect(archiveFault([part])).toBeNull();
    expect(archiveFault([{ ...part, packed: 1_000_000, unpacked: 900_000_000 }])?.kind).toBe("too-large");
    const many = Array.from({ length: 30_000 }, (_, at) => ({ ...part, name: `a${at}` }));
    expect(archiveFault(many)?.kind).toBe("too-many");
    const large = Array.from({ length: 20 }, (_, at) => ({
      ...part,
      name: `a${at}`,
      packed: 1e9,
      unpacked: 1e9,
    }));
    expect(archiveFault(large)?.kind).toBe("too-large");
  });
});

describe("a package's descriptor", () => {
  it("of whatever form gives resources or nothing, and never fails", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, inner) => {
        for (const descriptor of [
          value,
          { resources: value },
          { name: inner, resources: [{ path: "a.csv", schema: value }, inner] },
        ]) {
          const found = resourcesOf(descriptor);
          expect(found === null || Array.isArray(found)).toBe(true);
        }
      }),
    );
  });

  it("that nests itself deeply is read like any other", () => {
    let deep: unknown = {};
    for (let at = 0; at < 5000; at += 1) deep = { resources: [deep] };
    expect(resourcesOf(deep)).toMatchObject([{ ok: false, why: "inline" }]);
  });
});
