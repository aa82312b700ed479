import { useState } from "react";
import { Link, useLocation } from "wouter";
import type { LessonView } from "../../../shared/review/lessons.ts";
import type { Review } from "../../../shared/review/review.ts";
import { problemOf } from "../../data/bridge.ts";
import { useDo } from "../../data/queries.ts";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { Empty } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Tag } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { AskIt } from "./ask-it.tsx";
import { Drill } from "./drill.tsx";
import { LessonForm } from "./lesson-form.tsx";

/** What was learned and works on: questions, words, standing requests and drills, each with what came of it. */
export function Lessons({ review }: { readonly review: Review }) {
  const { t } = useText();
  const [isNew, setNew] = useState(false);
  const { lessons, observations, knownAt } = review;
  const textOf = new Map(observations.map((one) => [one.observationId, one.text]));
  return (
    <div className="stack">
      {lessons.length === 0 ? (
        <Empty title={t("learn.none")}>
          <p>{t("learn.none-help")}</p>
        </Empty>
      ) : (
        <ul className="stack">
          {lessons.map((one) => (
            <LessonItem key={one.lessonId} view={one} from={textOf.get(one.observationId ?? "") ?? null} />
          ))}
        </ul>
      )}
      {isNew ? (
        <LessonForm observationId={null} text="" today={knownAt.slice(0, 10)} onDone={() => setNew(false)} />
      ) : (
        <div>
          <Button onPress={() => setNew(true)}>{t("learn.new")}</Button>
        </div>
      )}
    </div>
  );
}

function LessonItem({ view, from }: { readonly view: LessonView; readonly from: string | null }) {
  const { t, day } = useText();
  const write = useDo("review.learn", ["review.get", "question.suggestions", "vocabulary.get"]);
  const { lesson, lessonId, observationId, state } = view;
  const isActive = state === "active";
  const turn = () =>
    write.mutate({ lessonId, observationId, lesson, state: isActive ? "retired" : "active" });
  return (
    <li className="review-note stack">
      <div className="row">
        <Tag>{t(`learn.sort-${lesson.sort}`)}</Tag>
        {isActive ? null : <Tag>{t("learn.retired")}</Tag>}
        <span className="small quiet">
          {view.who}, {day(view.since.slice(0, 10))}
        </span>
      </div>
      <LessonWords view={view} />
      {from === null ? null : (
        <p className="small">
          {t("learn.from")}: “{from}”
        </p>
      )}
      <div className="row">
        <Button onPress={turn} isBusy={write.isPending}>
          {t(isActive ? "learn.retire" : "learn.take-up")}
        </Button>
      </div>
      {write.isError ? <ProblemNote problem={problemOf(write.error)} /> : null}
    </li>
  );
}

function LessonWords({ view }: { readonly view: LessonView }) {
  const { t, day } = useText();
  const { lesson } = view;
  switch (lesson.sort) {
    case "template":
      return (
        <>
          <p>{lesson.text}</p>
          <p className="small row">
            {t("learn.asked", { count: view.asked.length })}
            {view.asked.slice(-3).map((id) => (
              <Link key={id} href={addresses.life(id)}>
                {id}
              </Link>
            ))}
          </p>
          <AskIt text={lesson.text} />
        </>
      );
    case "alias":
      return <p>{t("learn.means", { words: lesson.words, concept: lesson.concept })}</p>;
    case "standing-request":
      return (
        <>
          <p>{lesson.wanted}</p>
          <p className="small">
            {t("learn.every", { count: lesson.everyDays })}
            {view.next === null ? "" : ` ${t("learn.next", { day: day(view.next) })}`}
          </p>
          {view.requests.length === 0 ? null : (
            <p className="small row">
              {t("learn.requests")}:
              {view.requests.map((id) => (
                <Link key={id} href={addresses.request(id)}>
                  {id}
                </Link>
              ))}
            </p>
          )}
          {view.state === "active" ? <OpenNow view={view} lesson={lesson} /> : null}
        </>
      );
    case "drill":
      return <Drill view={view} title={lesson.title} on={lesson.on} />;
  }
}

/** Opens the request of this time; it names the lesson it belongs to. */
function OpenNow({
  view,
  lesson,
}: {
  readonly view: LessonView;
  readonly lesson: Extract<LessonView["lesson"], { sort: "standing-request" }>;
}) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const open = useDo("requests.open", ["requests.list", "review.get"]);
  const { wanted, purpose, holder } = lesson;
  const press = () =>
    open.mutate(
      {
        questionId: null,
        wanted,
        purpose,
        columns: [],
        lessonId: view.lessonId,
        ...(holder === undefined ? {} : { holder }),
      },
      { onSuccess: ({ requestId }) => navigate(addresses.request(requestId)) },
    );
  return (
    <div>
      <Button onPress={press} isBusy={open.isPending}>
        {t("learn.request-now")}
      </Button>
      {open.isError ? <ProblemNote problem={problemOf(open.error)} /> : null}
    </div>
  );
}
