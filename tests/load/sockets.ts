import { connect, type Socket } from 'node:net';

/** How many connections ended how: by the status that came back, or `cut` without a word. */
export type Outcomes = Record<string, number>;

export function count(outcomes: string[]): Outcomes {
  const sums: Outcomes = {};
  for (const outcome of outcomes) {
    sums[outcome] = (sums[outcome] ?? 0) + 1;
  }
  return sums;
}

interface Sending {
  port: number;
  connections: number;
  /** Sent at once. */
  begin: string;
  /** Sent again and again, until the server ends it. */
  drip?: string;
  dripEveryMs?: number;
  /** Bytes sent after the beginning, as fast as they are taken. */
  flood?: Buffer;
}

/** Opens that many connections at once, sends, and waits until the server has ended every one of them. */
export async function attack(sending: Sending): Promise<Outcomes> {
  return count(await Promise.all(Array.from({ length: sending.connections }, () => one(sending))));
}

function one({ port, begin, drip, dripEveryMs = 1_000, flood }: Sending): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    let dripping: NodeJS.Timeout | undefined;
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(begin);
      if (flood) {
        socket.write(flood);
      }
      if (drip !== undefined) {
        dripping = setInterval(() => dripInto(socket, drip), dripEveryMs);
      }
    });
    socket.on('data', (part) => {
      answer += answer.length < 100 ? part.toString('latin1', 0, 100) : '';
    });
    // What a server that cut the line makes of our writing is part of the outcome, not a fault.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(dripping);
      resolve(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'cut');
    });
  });
}

function dripInto(socket: Socket, drip: string): void {
  if (socket.writable) {
    socket.write(drip);
  }
}

/** Connections that say nothing. `close` ends them; `open` says how many the server has not ended. */
export async function idleConnections(port: number, connections: number) {
  const sockets = await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<Socket>((resolve) => {
          const socket = connect(port, '127.0.0.1', () => resolve(socket));
          socket.on('error', () => resolve(socket));
          socket.resume();
        }),
    ),
  );
  const ended = Promise.all(
    sockets.map((socket) => (socket.closed ? null : new Promise((done) => socket.once('close', done)))),
  );
  return {
    ended,
    open: () => sockets.filter((socket) => !socket.destroyed && !socket.readableEnded).length,
    close: () => {
      for (const socket of sockets) {
        socket.destroy();
      }
    },
  };
}

/** Readers who ask for something large and take nothing of it. */
export async function stuckReaders(port: number, readers: number, path: string, cookie: string) {
  const request = `GET ${path} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\n\r\n`;
  const sockets = await Promise.all(
    Array.from(
      { length: readers },
      () =>
        new Promise<Socket>((resolve) => {
          const socket = connect(port, '127.0.0.1', () => {
            socket.write(request);
            resolve(socket);
          });
          socket.pause();
          socket.on('error', () => resolve(socket));
        }),
    ),
  );
  return {
    close: () => {
      for (const socket of sockets) {
        socket.destroy();
      }
    },
  };
}
