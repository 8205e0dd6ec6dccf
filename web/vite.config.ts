/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.ROADBOOK_SERVER ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react()],
  build: { outDir: "../roadbook/web_dist", emptyOutDir: true, target: "es2022", manifest: true },
  worker: { format: "es" },
  server: {
    port: Number(process.env.ROADBOOK_WEB_PORT ?? 5173),
    strictPort: true,
    proxy: {
      "/api": server,
      "/_allauth": server,
      "/files": server,
      "/health": server,
    },
  },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"] },
});
