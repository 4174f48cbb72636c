import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

export type TestProcess = ChildProcessByStdio<null, Readable, null>;

/** Starts a TypeScript program of the tests, by its path from the project's folder. Its errors go to ours. */
export function startProcess(program: string, ...args: string[]): TestProcess {
  return spawn(process.execPath, ['--import', 'tsx', program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** All lines that the program wrote, once it has ended. Throws when it ended badly, unless it was killed. */
export function linesOf(child: TestProcess, onLine: (line: string) => void = () => undefined): Promise<string[]> {
  return new Promise((done, fail) => {
    const lines: string[] = [];
    let rest = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        onLine(line);
      }
    });
    child.on('error', fail);
    child.on('close', (code, signal) => {
      if (code === 0 || signal === 'SIGKILL') {
        done(lines);
      } else {
        fail(new Error(`A process of the tests ended with ${code ?? signal}.`));
      }
    });
  });
}
