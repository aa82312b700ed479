import { namedByHash, type Told } from "./provenance.ts";

type Thing = Readonly<Record<string, unknown>>;

/** A file that lies in the crate's folder. */
export type CrateFile = {
  readonly answerId: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
};

const PROCESS_PROFILE = "https://w3id.org/ro/wfrun/process/0.5";

/**
 * The metadata of a research crate (RO-Crate 1.1, profile Process Run Crate 0.5): each answer is a file that a run of the
 * engine made from question and data. Data files are named by their hash; they are not in the crate.
 */
export function crateOf(
  told: readonly Told[],
  files: readonly CrateFile[],
  about: { readonly name: string; readonly madeAt: string },
): { readonly "@context": string; readonly "@graph": readonly Thing[] } {
  const things = new Map<string, Thing>();
  const add = (thing: Thing & { readonly "@id": string }) => {
    things.set(thing["@id"], thing);
    return { "@id": thing["@id"] };
  };
  const actions = told.map(({ answer, question }) => {
    const file = files.find(({ answerId }) => answerId === answer.id);
    const { name, version } = answer.engine;
    const instrument = add({
      "@id": `#engine-${name}-${version}`,
      "@type": "SoftwareApplication",
      name,
      softwareVersion: version,
    });
    const agent = add({
      "@id": `#person-${encodeURIComponent(question.askedBy)}`,
      "@type": "Person",
      name: question.askedBy,
    });
    const data = answer.sources.map(({ sha256, title, licence, publisher, modified }) =>
      add({
        "@id": namedByHash(sha256),
        "@type": "File",
        name: title,
        encodingFormat: "application/vnd.apache.arrow.file",
        sha256,
        publisher: add({
          "@id": `#publisher-${encodeURIComponent(publisher)}`,
          "@type": "Organization",
          name: publisher,
        }),
        ...(licence !== null && { license: licence }),
        ...(modified !== null && { dateModified: modified }),
      }),
    );
    const asked = add({
      "@id": `#${question.questionId}`,
      "@type": "Question",
      name: question.text,
      text: question.typed,
    });
    const result = add({
      "@id": file?.path ?? `#${answer.id}`,
      "@type": "File",
      name: answer.sentence,
      description: answer.caveats.map(({ text }) => text).join(" "),
      encodingFormat: "application/json",
      ...(file && { contentSize: String(file.bytes), sha256: file.sha256 }),
    });
    return add({
      "@id": `#run-of-${answer.id}`,
      "@type": "CreateAction",
      name: question.text,
      agent,
      instrument,
      object: [asked, ...data],
      result: [result],
      startTime: answer.seal.at,
      endTime: answer.answeredAt,
      actionStatus: "http://schema.org/CompletedActionStatus",
    });
  });
  const parts = [...things.values()]
    .filter((thing) => thing["@type"] === "File")
    .map((thing) => ({ "@id": thing["@id"] }));
  return {
    "@context": "https://w3id.org/ro/crate/1.1/context",
    "@graph": [
      {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        about: { "@id": "./" },
        conformsTo: { "@id": "https://w3id.org/ro/crate/1.1" },
      },
      {
        "@id": "./",
        "@type": "Dataset",
        name: about.name,
        description:
          "Questions asked in Askline, the data and runs behind the answers, and the answers themselves.",
        datePublished: about.madeAt,
        license: "The licences of the data are named with each file.",
        conformsTo: { "@id": PROCESS_PROFILE },
        hasPart: parts,
        mentions: actions,
      },
      { "@id": PROCESS_PROFILE, "@type": "CreativeWork", name: "Process Run Crate", version: "0.5" },
      ...things.values(),
    ],
  };
}
