/** Exit codes of every verb. `wrongUse` also stands for work that was done in part. */
export const EXIT = { done: 0, failed: 1, wrongUse: 2 } as const;

/** Ends a verb with a message for people and an exit code; no stack is shown. */
export class CliError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.name = 'CliError';
    this.exitCode = exitCode;
  }
}

/** Writes a result: as one line of JSON when it is for a program, else as the given lines. */
export function report(json: boolean | undefined, data: Record<string, unknown>, lines: string[]): void {
  console.log(json ? JSON.stringify(data) : lines.join('\n'));
}
