import { type Area, LEVELS, type Level } from "../../places/area.ts";
import { parentsOf } from "../../places/containment.ts";
import { areaById } from "../../places/gazetteer.ts";
import { levelName } from "../../places/level-words.ts";
import type { Language } from "../../vocabulary/concept.ts";
import type { AreaRef, Question } from "../question.ts";
import { levelOf } from "./apply.ts";
import { buildWords } from "./build-sentences.ts";
import type { BuilderFacts, Option } from "./choice.ts";
import { fits } from "./measure-choices.ts";

const ref = (area: Area): AreaRef => ({ id: area.id, name: area.name });

const withNames = (area: Area): string => {
  const [parent] = parentsOf(area.id);
  const within = parent ? areaById(parent) : undefined;
  return within ? `${area.name}, ${within.name}` : area.name;
};

/** Areas by name; without anything typed: everywhere, the world, what is chosen now and what lies around it. */
export function placeOptions(question: Question, facts: BuilderFacts): Option[] {
  const { by } = question.place ?? {};
  const say = buildWords(facts.language);
  const keep = by ? { by } : {};
  const option = (area: Area): Option => ({
    id: area.id,
    label: area.name,
    detail:
      withNames(area) === area.name
        ? levelName(area.level, "one", undefined, facts.language)
        : withNames(area),
    patch: { place: { areas: [ref(area)], ...keep } },
  });
  const chosen = (question.place?.areas ?? []).flatMap(({ id }) => areaById(id) ?? []);
  const typed = facts.typed.trim();
  const everywhere: Option = {
    id: "everywhere",
    label: say.everywhere,
    detail: say.everywhereDetail,
    patch: { place: { areas: [], ...keep } },
  };
  if (typed === "") {
    const around = chosen.flatMap((area) => parentsOf(area.id).flatMap((id) => areaById(id) ?? []));
    const world = areaById("world");
    return [everywhere, ...chosen.map(option), ...around.map(option), ...(world ? [option(world)] : [])];
  }
  const found = facts.lexicon.areas.filter((area) => fits(typed, [area.name, ...area.aliases]));
  const exact = (area: Area): number => (area.name.toLowerCase() === typed.toLowerCase() ? 0 : 1);
  return found
    .sort(
      (a, b) =>
        exact(a) - exact(b) ||
        LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
        a.name.localeCompare(b.name),
    )
    .slice(0, 30)
    .flatMap((area) => [option(area), ...addOption(question, area, facts.language)]);
}

/** The area beside those chosen, put together in one figure. */
function addOption(question: Question, area: Area, language: Language): Option[] {
  const { place } = question;
  const first = place?.areas[0];
  if (!place || !first || place.areas.some(({ id }) => id === area.id) || place.areas.length > 20) return [];
  return [
    {
      id: `add/${area.id}`,
      label: buildWords(language).together(
        place.areas.map(({ name }) => name),
        area.name,
      ),
      detail: withNames(area),
      patch: { place: { ...place, areas: [...place.areas, ref(area)] } },
    },
  ];
}

/** Levels to report by; one that is not finer than the places asked about has nothing to report. */
export function levelOptions(question: Question, facts: BuilderFacts): Option[] {
  const areas = question.place?.areas ?? [];
  const say = buildWords(facts.language);
  const coarsest = levelOf(areas.map(({ id }) => id));
  const countries = new Set(areas.map(({ id }) => id.split("/")[0] ?? id));
  const [country] = countries;
  const needed = question.kind === "ranking" || question.measure?.statistic.kind === "places-meeting";
  const none: Option = {
    id: "none",
    label: say.together([], say.oneFigure),
    detail: null,
    patch: { place: { areas: [...areas] } },
    reason: needed ? say.levelNeeded : null,
  };
  const levels = LEVELS.filter((level) => level !== "world").map((level: Level): Option => {
    const finer = LEVELS.indexOf(level) > LEVELS.indexOf(coarsest);
    return {
      id: level,
      label: levelName(level, "many", countries.size === 1 ? country : undefined, facts.language),
      detail: null,
      patch: { place: { areas: [...areas], by: level } },
      reason: finer
        ? null
        : say.notFiner(
            levelName(level, "many", undefined, facts.language),
            areas.map(({ name }) => name),
          ),
    };
  });
  return [none, ...levels].filter(({ label }) => fits(facts.typed, [label]));
}
