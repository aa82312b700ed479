/** The terms on screen, each with its meaning in one or two plain sentences. */
export const glossary = {
  "glossary.title": "Glossary",
  "glossary.at": "Glossary: {term}",
  "glossary.search": "Search the glossary",
  "glossary.count": { one: "{count} term", other: "{count} terms" },
  "glossary.none": "No term fits these words.",
  "glossary.see": "See also:",
  "glossary.situation": "Situation",
  "glossary.situation.means":
    "A question for one number: how much or how many there is, at a day or over a time.",
  "glossary.trend": "Trend",
  "glossary.trend.means": "A question how a number changes from period to period. The answer is a line.",
  "glossary.comparison": "Comparison",
  "glossary.comparison.means":
    "A question for more or less: against an earlier time, another place or a target. Only like is compared with like.",
  "glossary.ranking": "Ranking",
  "glossary.ranking.means": "A question where a number is highest or lowest. Equal places share a rank.",
  "glossary.coverage": "Coverage",
  "glossary.coverage.means":
    "A question whether supply is enough for need: one measure divided by another, place by place.",
  "glossary.relationship": "Relationship",
  "glossary.relationship.means":
    "A question whether two numbers move together. It never says that one causes the other.",
  "glossary.forecast": "Forecast",
  "glossary.forecast.means":
    "What is to be expected for a short time ahead, with an interval. It is refused when the history is too short to do better than a simple guess.",
  "glossary.impact": "Impact",
  "glossary.impact.means":
    "A question whether a number changed after an event or measure. A change after something is no proof that it came from it.",
  "glossary.measure": "Measure",
  "glossary.measure.means":
    "What is counted or measured, such as deaths or occupied beds. You name the thing; Askline finds the column.",
  "glossary.statistic": "Statistic",
  "glossary.statistic.means":
    "Which number is made of a measure: its total, its highest value, its mean, its last value, or how many days it was above a limit.",
  "glossary.behaviour": "Behaviour of a measure",
  "glossary.behaviour.means":
    "What may be added up. It decides which statistics are offered: beds cannot be summed over days, admissions can.",
  "glossary.flow": "Flow",
  "glossary.flow.means":
    "A count of what happened in a period, such as new admissions. Flows add up over days and places.",
  "glossary.stock": "Stock",
  "glossary.stock.means":
    "A count of what is there at a moment, such as occupied beds. Stocks add up over places, never over time.",
  "glossary.cumulative": "Running total",
  "glossary.cumulative.means":
    "A count of everything up to a day, such as all cases so far. What is new is the difference between two days.",
  "glossary.ratio": "Ratio",
  "glossary.ratio.means":
    "A number divided by another, such as cases per 100,000 people. Ratios of several places cannot be added; they are weighted by what stands below the line.",
  "glossary.index": "Index",
  "glossary.index.means":
    "A score on a scale that somebody made, such as the stringency of measures. Scores do not add up.",
  "glossary.event": "Event",
  "glossary.event.means":
    "Something that is listed one by one, a row each, such as an earthquake. Events are counted.",
  "glossary.denominator": "Denominator",
  "glossary.denominator.means":
    "What a number is divided by to make a rate, such as the population. Without it, large places always look worse.",
  "glossary.window": "Window",
  "glossary.window.means": "The days the question is about, the first and the last included.",
  "glossary.grain": "Period",
  "glossary.grain.means": "The length of the pieces a window is cut into: day, week, month, year.",
  "glossary.level": "Level of places",
  "glossary.level.means":
    "How fine places are reported: countries, regions, districts. Finer figures can be added up to coarser ones, not the other way round.",
  "glossary.breakdown": "Breakdown",
  "glossary.breakdown.means": "One figure for each group, such as each age group or sex.",
  "glossary.condition": "Condition",
  "glossary.condition.means": "Only rows that meet it count, such as only people over 80.",
  "glossary.baseline": "Baseline",
  "glossary.baseline.means":
    "What a number is held against: the period before, the same period last year, another place, a target, or the median before the crisis.",
  "glossary.version": "Published version",
  "glossary.version.means":
    "Series are revised. A version is the series as it was published on a day; the newest is used unless you choose an earlier one.",
  "glossary.horizon": "Horizon",
  "glossary.horizon.means": "How many periods ahead a forecast looks.",
  "glossary.intervention": "Intervention",
  "glossary.intervention.means": "The event or measure whose effect is asked about, with its day.",
  "glossary.decision": "Decision",
  "glossary.decision.means":
    "What will be done or not done, depending on the number. It is stated before the number is seen, so that the number cannot choose its own use.",
  "glossary.rule": "Decision rule",
  "glossary.rule.means":
    "If the number is at least, or at most, a limit, then this is done. The answer says which branch is met, or that its interval lies on both sides of the limit.",
  "glossary.seal": "Seal",
  "glossary.seal.means":
    "Fixes the question, its decision and the data in the ledger before any number is shown. A sealed question cannot be changed, only asked anew.",
  "glossary.waive": "Waive the decision",
  "glossary.waive.means": "Say that nothing hangs on the number. That is allowed, and it is recorded.",
  "glossary.draft": "Draft",
  "glossary.draft.means": "A question in the making. Drafts are saved as you type and survive a crash.",
  "glossary.marks": "Understood, unsure, not used",
  "glossary.marks.means":
    "Each word you type is marked. Plain underline: understood. Dotted with “?”: one reading of several. Wavy, “not used”: it does not change the answer.",
  "glossary.match": "Match",
  "glossary.match.means":
    "Every dataset is held against the question and gets a verdict: answers, answers with caveats, answers with another, must be requested, cannot.",
  "glossary.criterion": "Criterion",
  "glossary.criterion.means":
    "One of the points a dataset is judged by: the right thing, place, time, freshness, completeness, access. The one that sinks it is shown.",
  "glossary.gap": "Gap",
  "glossary.gap.means":
    "What the question needs and no dataset here has. It can become a request to whoever holds it.",
  "glossary.caveat": "Caveat",
  "glossary.caveat.means":
    "What the number does not tell: missing days, old data, a definition that changed. Caveats are computed and stand beside the number.",
  "glossary.freshness": "Freshness",
  "glossary.freshness.means":
    "How old data is, against its own rhythm: a weekly table is overdue after two weeks, a yearly one is not.",
  "glossary.steward": "Steward",
  "glossary.steward.means": "Who answers for a dataset: what it means, who may use it, when it is renewed.",
  "glossary.authoritative": "Authoritative source",
  "glossary.authoritative.means":
    "The one dataset that counts for a measure when several have it. An answer from a copy says so.",
  "glossary.access": "Access class",
  "glossary.access.means":
    "Who may see data: open, internal, restricted, personal. Small counts are hidden and single rows are not shown where it is not open.",
  "glossary.suppression": "Small counts hidden",
  "glossary.suppression.means":
    "Counts of very few people are hidden, and with them whatever would give them away by adding and subtracting.",
  "glossary.request": "Request",
  "glossary.request.means":
    "A letter to whoever holds data that is missing here, with purpose, legal basis and a clock.",
  "glossary.ledger": "Ledger",
  "glossary.ledger.means":
    "The record of every step: asked, sealed, answered, decided. It is only ever added to, and each entry is chained to the one before.",
  "glossary.fingerprint": "Fingerprint",
  "glossary.fingerprint.means":
    "A short text computed from question, data, plan and result. If one digit of them changes, so does the fingerprint.",
  "glossary.replay": "Replay",
  "glossary.replay.means": "Runs a sealed answer again and says whether it is the same, and if not, why.",
  "glossary.revision": "Revision",
  "glossary.revision.means": "A change that the source made to figures it had published before.",
  "glossary.correction": "Correction",
  "glossary.correction.means":
    "A fall in a running total: the source took something back. It is set aside and reported, never counted as a negative day.",
  "glossary.interval": "Interval",
  "glossary.interval.means":
    "The range in which the true value lies with the named certainty. A narrow one says more.",
  "glossary.median": "Median",
  "glossary.median.means":
    "The middle one of all values: half lie below it, half above. A few extreme values do not move it.",
  "glossary.quantile": "Quantile",
  "glossary.quantile.means":
    "The value that a given share of all values lies below: below the 90 % quantile lie nine in ten.",
} as const;
