import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds: rule, and where. The page must have been opened with `bypassCSP`. */
export async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async (rules) => {
    const axe = Reflect.get(window, 'axe');
    const result = await axe.run(document, { runOnly: { type: 'tag', values: rules } });
    return result.violations.map(
      (one: { id: string; nodes: { html: string; failureSummary?: string }[] }) =>
        `${one.id}: ${one.nodes
          .map((node) => node.html.slice(0, 120))
          .join(' | ')
          .slice(0, 500)}`,
    );
  }, RULES);
}
