/** What is said of a workspace's own concept while it is written. English, in one place. */
export const ownConceptSentences = {
  noLabel: "Give it a name: what people call it in a sentence.",
  idTaken: (id: string) =>
    `There is already a concept with the short name “${id}”. Change the name, or change that concept.`,
  labelTaken: (label: string) =>
    `Another concept is called “${label}”. Choose a name that tells the two apart.`,
  noEnglish: "It has no English name. Sentences in English will show its short name instead.",
  noDefinition: "Without a definition nobody can be sure that two people mean the same by it.",
  twice: (form: string) => `“${form}” stands there twice. Take one out.`,
  alsoMeans: (form: string, other: string) =>
    `“${form}” already means “${other}”. With both readings Askline will ask which one is meant.`,
  noUnit: "Say in what it is counted or measured, one and many: person, people.",
  unknownUnit: (unit: string) =>
    `No other concept is measured in “${unit}”. It will be written as it stands; check the spelling.`,
  onlyEventsAreCounted: "Only events, one row each, are counted by their rows. Choose another usual number.",
  unknownBase: (id: string) => `There is no concept “${id}” that it could be divided by.`,
  unknownBroader: (id: string) => `There is no wider concept “${id}”.`,
  circle: (label: string) => `“${label}” is itself a kind of this concept, so it cannot be wider.`,
  hxl: (tag: string) =>
    `“${tag}” is no HXL hashtag. They look like #affected or #affected+children: small letters, no spaces.`,
} as const;
