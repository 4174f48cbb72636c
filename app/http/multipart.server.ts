import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { ReceivedFile } from '#app/domain/attachments/commands.server';
import { MAX_FORM_BYTES } from '#app/http/body-limits';

/** What a form with files consisted of. The files lie in the folder; whoever asked removes them. */
export interface Multipart {
  fields: [name: string, value: string][];
  files: ReceivedFile[];
  /** More files were sent than were asked for; those beyond were not kept. */
  tooMany: boolean;
  /** The whole was too large: it was read no further, and none of its files was kept. */
  tooMuch: boolean;
}

export interface MultipartLimits {
  folder: string;
  maxFiles: number;
  maxFileBytes: number;
  maxBytes: number;
  maxFields: number;
}

const MAX_FIELD_NAME_BYTES = 200;
const MAX_PART_HEADER_BYTES = 8_000;
const STAGED_NAME_BYTES = 16;

/**
 * Reads a `multipart/form-data` body as it comes: texts into memory, up to what a form may have, files to disk, each up
 * to its limit. Never reads on beyond `maxBytes`, whatever the headers claim. Throws a Response for a body that is none
 * (400) or whose texts are too many (413).
 */
export async function readMultipart(request: Request, limits: MultipartLimits): Promise<Multipart> {
  await mkdir(limits.folder, { recursive: true, mode: 0o700 });
  const reading = startReading(request.headers.get('content-type') ?? '', limits);
  try {
    return await reading.read(request);
  } catch (error) {
    await reading.abandon();
    throw error instanceof Response ? error : new Response(null, { status: 400 });
  }
}

/** Without a boundary in its type a body has no parts: the parser cannot even be made. */
function startReading(contentType: string, limits: MultipartLimits): Reading {
  try {
    return new Reading(contentType, limits);
  } catch {
    throw new Response(null, { status: 400 });
  }
}

class Reading {
  readonly #limits: MultipartLimits;
  readonly #parser: InstanceType<typeof Busboy>;
  readonly #result: Multipart = { fields: [], files: [], tooMany: false, tooMuch: false };
  readonly #writing: Promise<void>[] = [];
  readonly #streams: Readable[] = [];
  #textBytes = 0;
  #refusal: Response | null = null;

  constructor(contentType: string, limits: MultipartLimits) {
    this.#limits = limits;
    this.#parser = new Busboy({
      headers: { 'content-type': contentType },
      limits: {
        fieldNameSize: MAX_FIELD_NAME_BYTES,
        fieldSize: MAX_FORM_BYTES,
        fields: limits.maxFields,
        files: limits.maxFiles,
        fileSize: limits.maxFileBytes,
        headerSize: MAX_PART_HEADER_BYTES,
        headerPairs: 20,
      },
    });
    this.#parser.on('field', (name, value) => this.#takeText(name, value));
    this.#parser.on('file', (_name, stream, fileName) => this.#takeFile(stream, fileName));
    this.#parser.on('fieldsLimit', () => this.#refuse(413));
    this.#parser.on('filesLimit', () => {
      this.#result.tooMany = true;
    });
  }

  async read(request: Request): Promise<Multipart> {
    const ended = once(this.#parser, 'finish');
    // Whoever reads below meets the parser's failure too; here it only must not go unheard.
    ended.catch(() => undefined);
    const reader = request.body?.getReader();
    let size = 0;
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      size += next.value.byteLength;
      if (size > this.#limits.maxBytes) {
        await this.abandon();
        return { ...this.#result, files: [], tooMuch: true };
      }
      if (!this.#parser.write(next.value)) {
        await Promise.race([once(this.#parser, 'drain'), ended]);
      }
      if (this.#refusal) {
        throw this.#refusal;
      }
    }
    this.#parser.end();
    await ended;
    await Promise.all(this.#writing);
    if (this.#refusal) {
      throw this.#refusal;
    }
    return this.#result;
  }

  /** Stops, and removes what was written. */
  async abandon(): Promise<void> {
    for (const stream of this.#streams) {
      stream.destroy();
    }
    this.#parser.destroy();
    await Promise.allSettled(this.#writing);
    await Promise.all(this.#result.files.map(({ path }) => rm(path, { force: true })));
  }

  #refuse(status: number): void {
    this.#refusal ??= new Response(null, { status });
  }

  #takeText(name: string, value: string): void {
    this.#textBytes += Buffer.byteLength(value);
    if (this.#textBytes >= MAX_FORM_BYTES) {
      this.#refuse(413);
      return;
    }
    this.#result.fields.push([name, value]);
  }

  #takeFile(stream: BusboyFileStream, sentName: string | undefined): void {
    this.#streams.push(stream);
    if (!sentName) {
      // A file field in which nothing was chosen.
      stream.resume();
      return;
    }
    const path = join(this.#limits.folder, randomBytes(STAGED_NAME_BYTES).toString('hex'));
    const file: ReceivedFile = { name: sentFileName(sentName), path, sizeBytes: 0, cutOff: false };
    this.#result.files.push(file);
    const written = pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 })).then(() => {
      file.sizeBytes = stream.bytesRead;
      file.cutOff = stream.truncated;
    });
    written.catch(() => undefined);
    this.#writing.push(written);
  }
}

/** Browsers escape three signs in the name of a file (HTML, "multipart form data"), and nothing else. */
function sentFileName(name: string): string {
  return name.replace(/%22/g, '"').replace(/%0[AD]/gi, ' ');
}
