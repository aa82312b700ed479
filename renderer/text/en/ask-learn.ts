export const askLearn = {
  "why.ask": "Why is this asked?",
  "why.text":
    "Say it as you would to a colleague. Askline marks each word it understood, asks about what it is unsure of, and says what it did not use.",
  "why.kind":
    "“How many”, “is it rising” and “where is it worst” need different sums and pictures. The kind decides which.",
  "why.measure":
    "A number is only as good as the thing it counts. Name the thing itself: deaths, occupied beds, customers without power.",
  "why.second": "This kind holds one thing against another, so both must be named.",
  "why.statistic":
    "The total, the highest day and the last day are different answers. Some make no sense for a measure: beds cannot be summed over days.",
  "why.place": "A number without a place cannot be acted on. Choose the area you are responsible for.",
  "why.level": "Say if one figure for all is enough, or if each region or district must be seen.",
  "why.from": "Old and new figures must not mix by accident. The first day counts.",
  "why.to": "The last day counts too. If the data end earlier, the answer says so.",
  "why.grain": "Days jump, months hide turns. Choose the step at which a change would matter to you.",
  "why.by":
    "A total can hide that one group carries most of it. Break it down if the decision differs by group.",
  "why.where": "Leave out what the decision is not about. What is left out is said in the answer.",
  "why.against": "A number alone says neither much nor little. Say what it is held against.",
  "why.per": "Large places always have more. Per head, places of different size can be compared.",
  "why.rank": "Say how many places you can act on. Equal places share a rank.",
  "why.published": "Figures are revised. Choose a version to see what was known on that day.",
  "why.horizon": "Each further period makes a forecast less sure. Look no further ahead than you must.",
  "why.intervention": "To see a change, its day must be known before looking at the curve.",
  "why.decision":
    "Whoever says first what the number will decide is not led by the number. It also shows how exact the number must be, and lets others see later what was decided on it.",
  "tour.offer": "First time here? Three steps on a real question.",
  "tour.start": "Start",
  "tour.not-now": "Not now",
  "tour.again": "Guided first question",
  "tour.label": "Guided first question",
  "tour.step": "Step {step} of 3",
  "tour.leave": "Leave the guide",
  "tour.next": "Go on",
  "tour.1": "Say it in your own words",
  "tour.1-help":
    "Type what you need to know into the box, or take this question about real data. Each word is marked by how well it was understood.",
  "tour.1-take": "Take: {text}",
  "tour.2": "Check how it was read",
  "tour.2-help":
    "Below stands the question as Askline read it. Each framed part opens its choices: change the place or the time, or go on as it is. On the side you see which data can answer.",
  "tour.3": "Say what it will decide",
  "tour.3-help":
    "State the decision before you see the number, or say that none hangs on it. Then seal the question and get the answer.",
  "tour.3-seal":
    "The decision is on record. Now seal the question: the answer comes with what it does not tell.",
  "examples.title": "Worked examples",
  "examples.intro":
    "Ten questions on real crises, with the decision each was asked for. Open one and change what you like.",
  "examples.open": "Open as a question",
  "examples.open-named": "Open as a question: {text}",
  "examples.missing": "This workspace cannot answer it: {missing}",
  "examples.none": "No worked examples came with this Askline.",
  "suggest.examples": "Worked examples",
  "suggest.drafts": "In the making",
  "suggest.drafts-more": { one: "{count} more draft", other: "{count} more drafts" },
  "suggest.draft-remove": "Remove the draft: {text}",
  "suggest.draft-removed": "Draft removed: {text}",
} as const;
