import type { ChannelOutput } from "../../../shared/api.ts";
import {
  FACETS,
  type Facet,
  NOTHING_CHOSEN,
  type PageAsked,
} from "../../../shared/catalogue/list/listing.ts";
import { Button } from "../../parts/button.tsx";
import { Checkbox, More } from "../../parts/choice.tsx";
import { type TextTools, useText } from "../../text/language.tsx";

type Chosen = PageAsked["chosen"];

/** Filters with how many datasets each would leave. */
export function FilterColumn({
  facets,
  chosen,
  onChange,
}: {
  readonly facets: ChannelOutput<"datasets.page">["facets"] | undefined;
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
}) {
  const { t, number } = useText();
  const isAny = FACETS.some((facet) => chosen[facet].length > 0);
  const tick = (facet: Facet, word: string, on: boolean) => {
    const words = chosen[facet].filter((kept) => kept !== word);
    onChange({ ...chosen, [facet]: on ? [...words, word] : words });
  };
  return (
    <section className="filters" aria-label={t("catalogue.filters")}>
      {FACETS.map((facet) => {
        const words = facets?.[facet] ?? [];
        return words.length < 2 ? null : (
          <More
            key={facet}
            title={t(`catalogue.filter-${facet}`)}
            isOpen={facet !== "access" && facet !== "publisher"}
            level={2}
          >
            <div className="filter-words">
              {words.map(({ word, count }) => (
                <Checkbox
                  key={word}
                  isOn={chosen[facet].includes(word)}
                  onChange={(on) => tick(facet, word, on)}
                >
                  <span>{nameOf(facet, word, t)}</span>
                  <span className="quiet">{number(count)}</span>
                </Checkbox>
              ))}
            </div>
          </More>
        );
      })}
      {isAny ? (
        <div>
          <Button loudness="quiet" onPress={() => onChange(NOTHING_CHOSEN)}>
            {t("catalogue.clear")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

const FRESHNESS = ["fresh", "due", "overdue", "delinquent", "always-fresh", "age-unknown"] as const;
const ACCESS = ["open", "internal", "restricted", "personal"] as const;

function nameOf(facet: Facet, word: string, t: TextTools["t"]): string {
  if (facet === "held") return t(word === "yes" ? "catalogue.held" : "catalogue.not-held");
  if (facet === "publisher") return word === "" ? t("catalogue.no-publisher") : word;
  if (facet === "crisis") return word === "" ? t("catalogue.no-crisis") : word;
  const freshness = FRESHNESS.find((known) => known === word);
  if (freshness !== undefined) return t(`freshness.${freshness}`);
  const access = ACCESS.find((known) => known === word);
  return access === undefined ? word : t(`access.${access}`);
}
