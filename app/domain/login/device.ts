import type { Device } from '#app/domain/login/model';

/** In this order: later names also appear in the user agents of the earlier ones. */
const BROWSERS = [
  ['edge', /\bEdg(?:e|A|iOS)?\//],
  ['opera', /\bOPR\/|\bOpera\b/],
  ['samsung', /\bSamsungBrowser\//],
  ['firefox', /\b(?:Firefox|FxiOS)\//],
  ['chrome', /\b(?:Chrome|CriOS|Chromium)\//],
  ['safari', /\bSafari\//],
] as const;

const SYSTEMS = [
  ['iphone', /\biPhone\b/],
  ['ipad', /\biPad\b/],
  ['android', /\bAndroid\b/],
  ['windows', /\bWindows\b/],
  ['chromeos', /\bCrOS\b/],
  ['mac', /\bMac OS X\b|\bMacintosh\b/],
  ['linux', /\bLinux\b/],
] as const;

/** Names the browser and the system of a `User-Agent`, so that people recognise their own devices; no versions. */
export function describeDevice(userAgent: string | null): Device {
  const text = (userAgent ?? '').slice(0, 500);
  return {
    browser: BROWSERS.find(([, pattern]) => pattern.test(text))?.[0] ?? null,
    system: SYSTEMS.find(([, pattern]) => pattern.test(text))?.[0] ?? null,
  };
}
