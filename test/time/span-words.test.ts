import { describe, expect, it } from "vitest";
import { dateWords, periodWords, spanWords } from "../../shared/time/span-words.ts";

describe("dates in sentences", () => {
  it("names a day, a month, a year", () => {
    expect(spanWords({ from: "2022-09-29", to: "2022-09-29" })).toBe("on 29 September 2022");
    expect(spanWords({ from: "2020-04-01", to: "2020-04-30" })).toBe("in April 2020");
    expect(spanWords({ from: "2020-01-01", to: "2020-12-31" })).toBe("in 2020");
    expect(spanWords({ from: "2020-04-01", to: "2020-06-30" })).toBe("in quarter 2 of 2020");
    expect(spanWords({ from: "2020-03-30", to: "2020-04-05" })).toBe("in the week of 30 March 2020");
  });

  it("names longer spans by days, or by months and years when asked by them", () => {
    const span = { from: "2020-11-01", to: "2021-05-31" };
    expect(spanWords(span)).toBe("from 1 November 2020 to 31 May 2021");
    expect(spanWords(span, "en", "month")).toBe("from November 2020 to May 2021");
    expect(spanWords({ from: "2014-01-01", to: "2019-12-31" }, "en", "year")).toBe("from 2014 to 2019");
  });

  it("names open spans", () => {
    expect(spanWords({ to: "2020-04-30" })).toBe("up to 30 April 2020");
    expect(spanWords({ from: "2020-03-09" })).toBe("since 9 March 2020");
    expect(spanWords({})).toBe("over all times");
  });

  it("speaks French from the same data", () => {
    expect(spanWords({ from: "2020-04-01", to: "2020-04-30" }, "fr")).toBe("en avril 2020");
    expect(spanWords({ from: "2020-04-01", to: "2020-04-15" }, "fr")).toBe(
      "du 1er avril 2020 au 15 avril 2020",
    );
    expect(spanWords({ to: "2020-08-01" }, "fr")).toBe("jusqu’au 1er août 2020");
  });

  it("says years before our era as such", () => {
    expect(periodWords("year", "-2150-01-01")).toBe("2150 BCE");
    expect(dateWords("-0044-03-15")).toBe("15 March 44 BCE");
  });
});
