import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { At, CONTENT_FOLDER, Label } from './content';

const Handles = z.array(z.string()).default([]);

/** An agenda's item as it is typed: `20 | title | presenter`. */
const Item = z.string().transform((line) => {
  const [minutes = '', title = '', presenter = ''] = line.split(' | ');
  return { minutes: Number(minutes), title, presenter };
});

const Session = z.object({
  kind: z.enum(['round_table', 'course', 'exercise', 'panel', 'lecture']),
  topic: z.string(),
  label: Label,
  chatham: z.boolean().default(false),
  title: z.string(),
  purpose: z.string(),
  at: At,
  minutes: z.number().int(),
  place: z.string().default(''),
  video: z.string().default(''),
  audience: z.enum(['members', 'invited']).default('members'),
  capacity: z.number().int().nullable().default(null),
  /** The name of the course it is a meeting of, or of the conference it is a part of. */
  programme: z.string().nullable().default(null),
  programmeKind: z.enum(['course', 'conference']).default('course'),
  hosts: Handles,
  invited: Handles,
  agenda: z.array(Item),
  going: Handles,
  maybe: Handles,
  waiting: Handles,
  attended: Handles,
  walkIns: z.array(z.object({ name: z.string(), authority: z.string() })).default([]),
  threads: z.array(z.number().int()).default([]),
  held: z.boolean().default(false),
  cancelled: z.string().nullable().default(null),
});
export type SeedSession = z.output<typeof Session>;

/** The sessions of the demo, in the order of their ids. */
export function readSessions(): SeedSession[] {
  return z.array(Session).parse(JSON.parse(readFileSync(join(CONTENT_FOLDER, 'sessions.json'), 'utf8')));
}
