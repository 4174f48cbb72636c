import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** Where clamd listens: a socket's path, or a host and port. */
export type ClamdAddress = { path: string } | { host: string; port: number };

/** What a scan came to. Whatever is not a clear answer is `unavailable`, with the reason for the log. */
export type ScanResult = { is: 'clean' } | { is: 'infected'; name: string } | { is: 'unavailable'; reason: string };

/** Looks for malicious software in the file at `path`. Never throws. */
export type Scanner = (path: string) => Promise<ScanResult>;

/** How long clamd may say and take nothing. Large documents take it some seconds. */
const SILENCE_MS = 60_000;
const CHUNK_BYTES = 65_536;
const REPLY_MAX_BYTES = 4_096;

/**
 * A scanner that asks clamd by its INSTREAM command: `zINSTREAM\0`, chunks each with its length in four bytes, a length
 * of zero; clamd answers `stream: OK` or `stream: NAME FOUND`. See clamd(8).
 */
export function createClamdScanner(address: ClamdAddress, silenceMs = SILENCE_MS): Scanner {
  return async (path) => {
    try {
      return readReply(await converse(address, path, silenceMs));
    } catch (error) {
      return { is: 'unavailable', reason: error instanceof Error ? error.message : String(error) };
    }
  };
}

function readReply(reply: string): ScanResult {
  const found = /^stream: (.{1,200}) FOUND$/.exec(reply)?.[1];
  if (found !== undefined) {
    return { is: 'infected', name: found };
  }
  return reply === 'stream: OK'
    ? { is: 'clean' }
    : { is: 'unavailable', reason: `clamd answered "${reply.slice(0, 200)}"` };
}

/** One connection, one file, one reply. Rejects where clamd cannot be reached, breaks off or says nothing. */
function converse(address: ClamdAddress, path: string, silenceMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    let reply = '';
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(silenceMs, () => fail(new Error('clamd did not answer in time')));
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      reply += text;
      if (reply.includes('\0')) {
        socket.destroy();
        resolve(reply.split('\0')[0] ?? '');
      } else if (reply.length > REPLY_MAX_BYTES) {
        fail(new Error('clamd answered without end'));
      }
    });
    socket.on('error', fail);
    socket.on('close', () => reject(new Error('clamd broke off')));
    // What goes wrong while sending closes the socket, and is heard above.
    socket.once('connect', () => void send(socket, path).catch(() => undefined));
  });
}

async function send(socket: Socket, path: string): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    socket.write(length);
    if (!socket.write(chunk)) {
      await drained(socket);
    }
  }
  socket.write(Buffer.alloc(4));
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const onDrain = () => {
      socket.off('close', onClose);
      resolve();
    };
    const onClose = () => {
      socket.off('drain', onDrain);
      reject(new Error('closed'));
    };
    socket.once('drain', onDrain);
    socket.once('close', onClose);
  });
}
