"""axe-core on a page: WCAG 2.x A and AA."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parent.parent / "web/node_modules/axe-core/axe.min.js"
_RUN = """async () => {
  const found = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    resultTypes: ["violations"],
  });
  return found.violations.map((v) =>
    `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
}"""
SERIOUS = ("serious", "critical")


def serious_violations(page: Page) -> list[str]:
    """Give the serious and critical violations of what is on the page now."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(_RUN)
    return [line for line in found if line.startswith(SERIOUS)]
