import { expect, test } from 'vitest';
import { ATTACKS } from '#tests/markdown/attacks';
import { testBrowser } from '#tests/support/browser';

const browser = testBrowser();

test('rendered attacks run no script and ask nobody outside, under the policy of the product', async () => {
  const page = await browser.visit({ as: 'dana.levi@nahalat-oren.example' });
  await page.goto(browser.url('/threads/new'));
  await page.evaluate(() => Reflect.set(window, 'alert', () => Reflect.set(window, 'attacked', true)));
  // A few at a time: each body is a post of its own size, rendered by the server and put into the product's page.
  for (let from = 0; from < ATTACKS.length; from += 20) {
    const body = ATTACKS.slice(from, from + 20)
      .map((attack) => attack.source)
      .join('\n\n----\n\n');
    const html = await page.evaluate(async (text) => {
      const response = await fetch('/resources/preview', { method: 'POST', body: new URLSearchParams({ body: text }) });
      const reply = await response.json();
      const place = document.createElement('div');
      place.innerHTML = reply.html;
      document.body.append(place);
      for (const link of place.querySelectorAll('a')) {
        link.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      }
      return reply.html;
    }, body);
    expect(html.length).toBeGreaterThan(0);
  }
  expect(await page.evaluate(() => Reflect.get(window, 'attacked'))).toBeUndefined();
  expect(browser.complaints()).toEqual([]);
});
