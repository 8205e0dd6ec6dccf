import "@mantine/core/styles.css";
import "@mantine/dates/styles.css";
import "@mantine/notifications/styles.css";
import "./app/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { startTexts } from "./i18n/i18n";

const place = document.getElementById("root");
if (place === null) throw new Error("index.html has no #root");

await startTexts();
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
