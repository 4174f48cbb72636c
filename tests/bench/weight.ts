import { get } from 'node:http';

/** Bytes of an address as they go over the wire to a browser that takes gzip. */
export function bytesOnWire(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ bytes: Buffer; encoding: string }> {
  return new Promise((done, fail) => {
    get(url, { headers: { 'accept-encoding': 'gzip', ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const bytes = Buffer.concat(chunks);
        done({ bytes, encoding: String(response.headers['content-encoding'] ?? '') });
      });
      response.once('error', fail);
    }).once('error', fail);
  });
}

/** What a first visit to a page costs, gzip: the page, and every script and style sheet it names. */
export async function pageWeight(url: string, path: string, cookie: string | null) {
  const headers: Record<string, string> = cookie === null ? {} : { cookie };
  const page = await fetch(url + path, { headers }).then((answer) => answer.text());
  const assets = [...new Set(page.match(/\/assets\/[\w.-]+\.(?:js|css)(?![\w.])/g) ?? [])];
  let script = 0;
  let style = 0;
  for (const asset of assets) {
    const { bytes } = await bytesOnWire(url + asset);
    if (asset.endsWith('.css')) {
      style += bytes.length;
    } else {
      script += bytes.length;
    }
  }
  const html = (await bytesOnWire(url + path, headers)).bytes.length;
  return { htmlGzip: html, scriptGzip: script, styleGzip: style, htmlPlain: Buffer.byteLength(page) };
}
