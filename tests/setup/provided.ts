/** What a part's global setup hands to its test files (vitest's `provide` and `inject`). */
export type ProvidedDatabase =
  | { provider: 'sqlite'; folder: string; template: string }
  | { provider: 'postgresql'; maintenanceUrl: string; template: string }
  | { provider: 'postgresql'; unavailable: string };

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabase: ProvidedDatabase;
    chromiumPath: string;
    /** Address of the demo forum that the browser tests use. */
    demoUrl: string;
  }
}
