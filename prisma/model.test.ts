import { describe, expect, it } from 'vitest';
import { postgresqlModel } from './model';

const MODEL = `// About the model.
// More about it.

generator client {
  provider = "prisma-client"
  output   = "./generated/sqlite"
}

datasource db {
  provider = "sqlite"
}

/// A tag.
model Tag {
  id Int @id
}
`;

describe('postgresqlModel', () => {
  it('changes the provider and the client, and nothing else of the model', () => {
    const made = postgresqlModel(MODEL);
    expect(made).toMatch(/^\/\/ Generated .*never edit/);
    expect(made).not.toContain('About the model');
    expect(made).toContain('provider = "postgresql"');
    expect(made).toContain('output   = "../generated/postgresql"');
    expect(made).toContain('/// A tag.\nmodel Tag {\n  id Int @id\n}\n');
  });

  it('refuses a text it does not know', () => {
    expect(() => postgresqlModel(MODEL.replace('"sqlite"', '"mysql"'))).toThrow(/schema.prisma/);
  });
});
