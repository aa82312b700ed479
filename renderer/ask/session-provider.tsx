import {
  createContext,
  type Dispatch,
  type ReactNode,
  useContext,
  useEffect,
  useReducer,
  useRef,
  useState,
} from "react";
import { call } from "../data/bridge.ts";
import { forget, useUseCase } from "../data/queries.ts";
import { useLookAhead } from "./look-asked.ts";
import { emptySession, newestDraft, type Session, type SessionAction, sessionAfter } from "./session.ts";

/** How the draft stands on disk. */
export type Saved = "nothing" | "waiting" | "saved" | "failed";

type Ask = { readonly session: Session; readonly dispatch: Dispatch<SessionAction>; readonly saved: Saved };

const AskContext = createContext<Ask>({ session: emptySession, dispatch: () => undefined, saved: "nothing" });

/** The question in the making. It lives above the pages, so that a look at another page loses nothing. */
export const useAsk = (): Ask => useContext(AskContext);

/** Keeps the question in the making: reads what is typed, saves the draft, brings it back after a crash. */
export function AskProvider({ children }: { readonly children: ReactNode }) {
  const [session, dispatch] = useReducer(sessionAfter, emptySession);
  useReading(session, dispatch);
  useRestore(session, dispatch);
  const saved = useAutosave(session, dispatch);
  return <AskContext value={{ session, dispatch, saved }}>{children}</AskContext>;
}

/** Every change of the text is read; answers that come late for an older text are dropped by the reducer. */
function useReading(session: Session, dispatch: Dispatch<SessionAction>): void {
  const { text, reading } = session.now;
  const isRead = reading?.question.text === text;
  const look = useLookAhead();
  const latest = useRef({ session, look });
  latest.current = { session, look };
  useEffect(() => {
    if (text.trim() === "" || isRead) return;
    call("question.parse", { text }).then(
      async (reading) => {
        const action = { do: "read", text, reading } as const;
        // The page asks for the look of what it shows; asked for now, it is drawn together with the marks.
        await latest.current.look(sessionAfter(latest.current.session, action).now.question);
        dispatch(action);
      },
      () => undefined, // the page asks again with the next letter; `look` shows the problem
    );
  }, [text, isRead, dispatch]);
}

function useRestore(session: Session, dispatch: Dispatch<SessionAction>): void {
  const drafts = useUseCase("drafts.list", {}, { staleTime: Number.POSITIVE_INFINITY });
  const tried = useRef(false);
  const isUntouched = session.past.length === 0 && session.now.text === "" && session.now.question === null;
  useEffect(() => {
    if (tried.current || drafts.data === undefined) return;
    tried.current = true;
    const draft = newestDraft(drafts.data);
    if (draft === null || !isUntouched) return;
    dispatch({
      do: "load",
      question: draft.question,
      text: draft.text,
      draftId: draft.id,
      restored: draft.savedAt,
    });
  }, [drafts.data, isUntouched, dispatch]);
}

const SAVE_AFTER_MS = 500;

function useAutosave(session: Session, dispatch: Dispatch<SessionAction>): Saved {
  const [saved, setSaved] = useState<Saved>("nothing");
  const latest = useRef(session);
  latest.current = session;
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const { question, text } = session.now;
  const isChanged = session.past.length + session.future.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: question and text are what sets the clock going.
  useEffect(() => {
    if (!isChanged || timer.current !== null) return;
    setSaved("waiting");
    timer.current = setTimeout(() => {
      timer.current = null;
      save(latest.current, dispatch).then(setSaved, () => setSaved("failed"));
    }, SAVE_AFTER_MS);
  }, [question, text, isChanged]);
  return saved;
}

async function save({ draftId, now }: Session, dispatch: Dispatch<SessionAction>): Promise<Saved> {
  if (now.question === null) {
    if (draftId !== null) await call("drafts.remove", { id: draftId });
    return "nothing";
  }
  const id = draftId ?? crypto.randomUUID();
  if (draftId === null) dispatch({ do: "name-draft", draftId: id });
  await call("drafts.save", { id, question: { ...now.question, text: now.text }, text: now.text });
  await forget(["answers.list"]);
  return "saved";
}
