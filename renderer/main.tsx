import { createRoot } from "react-dom/client";
import { followProgress } from "./data/runs.ts";
import { App } from "./frame/app.tsx";
import { fetchTheRest } from "./frame/later.ts";
import "./parts/tokens.css";
import "./parts/base.css";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root element.");
followProgress();
fetchTheRest();
createRoot(root).render(<App />);
