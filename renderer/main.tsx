import { createRoot } from "react-dom/client";
import { receiveResults } from "./data/ports.ts";
import { queryClient, queryOf } from "./data/queries.ts";
import { followProgress } from "./data/runs.ts";
import { App } from "./frame/app.tsx";
import { fetchTheRest } from "./frame/later.ts";
import "./parts/tokens.css";
import "./parts/base.css";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root element.");
followProgress();
receiveResults();
// The first picture is painted with the preferences of the last start: waiting for the kept ones would double the time to it.
void queryClient.prefetchQuery(queryOf("preferences.get", {}));
createRoot(root).render(<App />);
fetchTheRest();
