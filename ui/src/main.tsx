import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { isBrowserKey } from "./frame/actions";
import { App } from "./frame/App";
import { guardInputMethod } from "./frame/ime";
import { applyPreferences } from "./frame/preferences";
import "./look/index.css";

guardInputMethod(window);
if (import.meta.env.PROD) {
  window.addEventListener("keydown", (event) => isBrowserKey(event) && event.preventDefault());
}
applyPreferences();
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
