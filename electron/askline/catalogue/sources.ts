import type { ConceptAccount, SourceLine } from "../../../shared/api/sources.ts";
import { authorityFor, claimedAreas } from "../../../shared/catalogue/authority.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import { freshnessOf } from "../../../shared/catalogue/freshness.ts";
import { placeIndexOf } from "../../../shared/catalogue/place-index.ts";
import { timeCoverageOf } from "../../../shared/catalogue/time-coverage.ts";
import { placeName } from "../../../shared/places/gazetteer.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Thing } from "../../../shared/sources/pairing.ts";
import { type Rivals, type RivalsAsk, rivalsOf } from "../../../shared/sources/rivals.ts";
import { conceptById } from "../../../shared/vocabulary/hierarchy.ts";
import type { RunOptions } from "../answer/execute.ts";
import type { Session } from "../session.ts";
import { authorityOf, measuresThing, named } from "./authority.ts";
import { knownDisagreement, measureDisagreement } from "./disagreement.ts";
import { strictlyHeld } from "./same-people.ts";

/** Everyone who measures a thing: who is designated, everywhere and in which places, and what each has of it. */
export function conceptAccount(session: Session, thing: Thing): Result<ConceptAccount> {
  const { vocabulary } = session.derived();
  const held = session.workspace.catalogue.held();
  const measuring = held.filter((dataset) => measuresThing(dataset, thing));
  if (measuring.length === 0) return fail(NOBODY);
  const authority = authorityOf(session, thing);
  const ask = asked(thing);
  const designated = [authority.designated, ...authority.disputed].flatMap((one) => one?.id ?? []);
  return ok({
    ...authority,
    definition: conceptById(vocabulary, thing.concept)?.words.en?.definition ?? null,
    editable: !session.workspace.readOnly,
    byPlace: claimedAreas(held, ask, vocabulary).map((area) => {
      const there = authorityFor(held, { ...ask, area }, vocabulary);
      return {
        area,
        place: placeName(area),
        designated: there.designated ? named(there.designated) : null,
        disputed: there.disputed.map(named),
      };
    }),
    sources: measuring
      .map((dataset) => sourceOf(dataset, thing, designated, session.today()))
      .sort((a, b) => Number(b.designated) - Number(a.designated) || a.title.localeCompare(b.title, "en")),
  });
}

const asked = ({ concept, subject }: Thing) => ({ concept, ...(subject === null ? {} : { subject }) });

const NOBODY = {
  code: "not-found",
  message: "Nothing that is held here measures this.",
  meaning: "There is nothing to show about it.",
  remedy: "Look in the catalogue by what is measured, or import data that measure it.",
} as const;

function sourceOf(
  dataset: Dataset,
  thing: Thing,
  designated: readonly string[],
  today: string,
): ConceptAccount["sources"][number] {
  const time = timeCoverageOf(dataset);
  const places = [...placeIndexOf(dataset).values()].filter(({ aggregate }) => !aggregate);
  const own = dataset.measures.filter(
    ({ concept, subject }) => concept === thing.concept && (subject ?? null) === thing.subject,
  );
  return {
    ...named(dataset),
    designated: designated.includes(dataset.id),
    publisher: dataset.publisher.name,
    from: time?.from ?? null,
    to: time?.to ?? null,
    places: places.length > 1 ? places.length : null,
    freshness: freshnessOf(dataset, today).state,
    access: dataset.access,
    measures: own.map(({ label, id, behaviour, unit }) => ({ label: label || id, behaviour, unit })),
  };
}

/** What is computed where it is not known: nothing; what takes a moment; everything. */
export type Compute = "never" | "quick" | "always";

/** How far the sources of a thing differ on what they share, pair by pair. What is not computed stays open. */
export async function disagreements(
  session: Session,
  { compute, ...ask }: RivalsAsk & { readonly compute: Compute },
  options: RunOptions = {},
): Promise<Result<SourceLine[]>> {
  const { vocabulary } = session.derived();
  const pairs = rivalsOf(strictlyHeld(session.workspace.catalogue), ask, vocabulary);
  const lines: SourceLine[] = [];
  for (const [at, pair] of pairs.entries()) {
    const measured = await (compute === "always" || (compute === "quick" && isQuick(pair.datasets))
      ? measureDisagreement(
          session,
          { ...pair, thing: ask.thing },
          {
            ...(options.signal && { signal: options.signal }),
            onStage: (stage) =>
              options.onStage?.({ ...stage, stage: "running", share: at / pairs.length, rows: null }),
          },
        )
      : knownDisagreement(session, { ...pair, thing: ask.thing }));
    if (measured !== null && !measured.ok && !isReason(measured.problem.code)) return measured;
    lines.push(lineOf(pair, measured));
  }
  return ok(lines);
}

/** Tables of more rows than this take seconds to compare: whoever only looks at a page has not asked for that. */
const QUICK_ROWS = 5_000_000;

/** Whether two tables are compared in a moment. */
export const isQuick = (datasets: readonly Dataset[]): boolean =>
  datasets.reduce((sum, dataset) => sum + (currentDistribution(dataset)?.profile?.rows ?? 0), 0) <=
  QUICK_ROWS;

/** Problems that say why two sources are not compared, as against those that say that something broke or was stopped. */
const isReason = (code: string): boolean => code === "not-answerable" || code === "held-back";

function lineOf(pair: Rivals, measured: Awaited<ReturnType<typeof knownDisagreement>>): SourceLine {
  const [first, second] = pair.datasets;
  return {
    area: pair.area,
    place: pair.area === null ? null : placeName(pair.area),
    first: named(first),
    second: named(second),
    isDesignated: pair.isDesignated,
    outcome:
      measured === null
        ? { kind: "open" }
        : measured.ok
          ? { kind: "measured", found: measured.value }
          : { kind: "refused", text: measured.problem.message },
  };
}
