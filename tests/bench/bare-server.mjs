// The yardstick: Express with nothing in it, answering each address with bytes it holds in memory.
import { readFileSync } from 'node:fs';
import express from 'express';

const pages = new Map(Object.entries(JSON.parse(readFileSync(process.argv[2], 'utf8'))));
const bodies = new Map(
  [...pages].map(([path, page]) => [path, { ...page, bytes: Buffer.from(page.base64, 'base64') }]),
);

const app = express();
app.get('*', (request, response) => {
  const page = bodies.get(request.url);
  if (!page) {
    response.send('ready');
    return;
  }
  response.set('Content-Type', 'text/html; charset=utf-8');
  if (page.encoding) {
    response.set('Content-Encoding', page.encoding);
  }
  response.send(page.bytes);
});
const server = app.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
});
