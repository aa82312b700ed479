import { useState } from "react";
import { draftObservations } from "../../shared/review/drafts.ts";
import type { Observation, Review } from "../../shared/review/review.ts";
import type { TimelineItem } from "../../shared/review/timeline.ts";
import { problemOf } from "../data/bridge.ts";
import { useDo } from "../data/queries.ts";
import { Button } from "../parts/button.tsx";
import { More } from "../parts/choice.tsx";
import { Empty } from "../parts/note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Tag } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";
import { LessonForm } from "./learn/lesson-form.tsx";
import { Mentioned } from "./mentioned.tsx";
import { ObservationForm } from "./observation-form.tsx";

/** What reviewers noted, what the ledger suggests to note, and the form for the next. */
export function Observations({
  review,
  selected,
}: {
  readonly review: Review;
  readonly selected: TimelineItem | null;
}) {
  const { t } = useText();
  const { observations } = review;
  return (
    <div className="stack">
      {observations.length === 0 ? <Empty title={t("review.notes-none")} /> : null}
      <ul className="stack">
        {observations.map((one) => (
          <ObservationItem key={one.observationId} observation={one} review={review} />
        ))}
      </ul>
      <Suggested review={review} />
      <h2>{t("review.note-new")}</h2>
      <ObservationForm selected={selected} />
    </div>
  );
}

function ObservationItem({
  observation,
  review,
}: {
  readonly observation: Observation;
  readonly review: Review;
}) {
  const { t } = useText();
  const [doing, setDoing] = useState<"reading" | "editing" | "learning">("reading");
  const { observationId, sort, rating, capability, text, rootCause, recommendation, about } = observation;
  const lessons = review.lessons.filter((one) => one.observationId === observationId);
  const actions = review.actions.filter((one) => one.observationId === observationId);
  const read = () => setDoing("reading");
  return (
    <li className="review-note stack">
      <div className="row">
        <Tag>{t(`review.note-${sort}`)}</Tag>
        {rating === undefined ? null : <Tag title={t(`review.note-${rating}`)}>{rating}</Tag>}
        {capability === undefined ? null : <span className="small quiet">{capability}</span>}
      </div>
      {doing === "editing" ? (
        <ObservationForm selected={null} known={observation} onDone={read} />
      ) : (
        <>
          <p>{text}</p>
          {rootCause === undefined ? null : (
            <p className="small">
              {t("review.note-cause")}: {rootCause}
            </p>
          )}
          {recommendation === undefined ? null : (
            <p className="small">
              {t("review.note-recommendation")}: {recommendation}
            </p>
          )}
        </>
      )}
      <Mentioned label={t("review.note-shown-by")} ids={about} />
      {actions.length === 0 ? null : (
        <p className="small">
          {t("review.tab-plan")}: {actions.map(({ what }) => what).join("; ")}
        </p>
      )}
      {lessons.length === 0 ? null : (
        <p className="small">
          {t("review.tab-lessons")}: {lessons.map(({ lesson }) => t(`learn.sort-${lesson.sort}`)).join("; ")}
        </p>
      )}
      {doing === "learning" ? (
        <LessonForm
          observationId={observationId}
          text={recommendation ?? ""}
          today={review.knownAt.slice(0, 10)}
          onDone={read}
        />
      ) : null}
      {doing === "reading" ? (
        <div className="row">
          <Button onPress={() => setDoing("editing")}>{t("review.note-edit")}</Button>
          <Button onPress={() => setDoing("learning")}>{t("learn.from-this")}</Button>
        </div>
      ) : null}
    </li>
  );
}

/** What the figures suggest to note; nothing is recorded until a reviewer takes it over. */
function Suggested({ review }: { readonly review: Review }) {
  const { t } = useText();
  const write = useDo("review.observe", ["review.get"]);
  const known = new Set(review.observations.map(({ text }) => text));
  const drafts = draftObservations(review).filter(({ text }) => !known.has(text));
  if (drafts.length === 0) return null;
  return (
    <More
      title={t("review.drafts", { count: drafts.length })}
      isOpen={review.observations.length === 0}
      level={2}
    >
      <ul className="stack">
        {drafts.map(({ sort, text, about }) => (
          <li key={text} className="review-note stack">
            <Tag>{t(`review.note-${sort}`)}</Tag>
            <p>{text}</p>
            <Mentioned label={t("review.note-shown-by")} ids={about} />
            <div>
              <Button
                isBusy={write.isPending}
                aria-label={`${t("review.draft-take")}: ${text}`}
                onPress={() => write.mutate({ sort, text, about: [...about] })}
              >
                {t("review.draft-take")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {write.isError ? <ProblemNote problem={problemOf(write.error)} /> : null}
    </More>
  );
}
