import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./frame/App";
import { guardInputMethod } from "./frame/ime";
import { applyPreferences } from "./frame/preferences";
import "./look/index.css";

guardInputMethod(window);
applyPreferences();
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
