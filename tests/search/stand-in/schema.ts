import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Checks requests against the API's own description, as far as its schemas go. */
const DESCRIPTION = resolve(import.meta.dirname, '../../../../shared/reference/meilisearch-openapi-1.53.json');

type Json = Record<string, unknown>;

/** Whether the description is on this machine; without it, requests go unchecked. */
export const hasDescription = existsSync(DESCRIPTION);
const description: Json = hasDescription ? asObject(JSON.parse(readFileSync(DESCRIPTION, 'utf8'))) : {};

/** What is wrong with a request, in words; empty when nothing is. */
export function checkRequest(method: string, path: string, query: URLSearchParams, body: unknown): string[] {
  if (!hasDescription) {
    return [];
  }
  const found = Object.entries(asObject(description.paths)).find(([template]) => fits(template, path));
  const operation = found && asObject(found[1])[method.toLowerCase()];
  if (operation === undefined) {
    return [`${method} ${path} is not in the API`];
  }
  const parameters = asArray(asObject(operation).parameters).map((one) => String(asObject(one).name));
  const unknown = [...query.keys()]
    .filter((name) => !parameters.includes(name))
    .map((name) => `${path}: no parameter ${name}`);
  const content = asObject(asObject(asObject(operation).requestBody).content);
  const schema = asObject(content['application/json']).schema;
  return [
    ...unknown,
    ...(schema === undefined || body === undefined ? [] : check(body, asObject(schema), `${method} ${path}`)),
  ];
}

/** The server reads no half of a character pair, which `JSON.stringify` writes as an escape. */
export function findLoneSurrogates(json: string): string[] {
  const found: string[] = [];
  JSON.parse(json === '' ? 'null' : json, (_, value: unknown) => {
    if (typeof value === 'string' && /\p{Cs}/u.test(value)) {
      found.push(`half a character pair in ${JSON.stringify(value)}`);
    }
    return value;
  });
  return found;
}

function fits(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.split('/');
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith('{') || part === given[index]);
}

/** The parts of JSON Schema that the description uses. */
function check(value: unknown, schema: Json, at: string): string[] {
  const reference = schema.$ref;
  if (typeof reference === 'string') {
    return check(value, resolveReference(reference), at);
  }
  const problems: string[] = [];
  const choices = asArray(schema.oneOf ?? schema.anyOf);
  if (choices.length > 0 && choices.every((choice) => check(value, asObject(choice), at).length > 0)) {
    problems.push(`${at}: fits none of the choices`);
  }
  problems.push(...asArray(schema.allOf).flatMap((part) => check(value, asObject(part), at)));
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, String(type)))) {
    return [...problems, `${at}: ${JSON.stringify(value)?.slice(0, 60)} is no ${types.join(' or ')}`];
  }
  const values = asArray(schema.enum);
  if (values.length > 0 && !values.includes(value)) {
    problems.push(`${at}: ${String(value)} is none of ${values.join(', ')}`);
  }
  if (typeof value === 'number' && typeof schema.minimum === 'number' && value < schema.minimum) {
    problems.push(`${at}: ${value} is too small`);
  }
  if (Array.isArray(value) && schema.items !== undefined) {
    problems.push(...value.flatMap((item, index) => check(item, asObject(schema.items), `${at}[${index}]`)));
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? [...problems, ...checkProperties(asObject(value), schema, at)]
    : problems;
}

function checkProperties(value: Json, schema: Json, at: string): string[] {
  const properties = asObject(schema.properties);
  const missing = asArray(schema.required).filter((name) => value[String(name)] === undefined);
  const problems = missing.map((name) => `${at}: lacks ${String(name)}`);
  for (const [name, one] of Object.entries(value)) {
    if (properties[name] !== undefined) {
      problems.push(...check(one, asObject(properties[name]), `${at}.${name}`));
    } else if (schema.additionalProperties === false) {
      problems.push(`${at}: no property ${name}`);
    }
  }
  return problems;
}

function resolveReference(reference: string): Json {
  return reference
    .slice(2)
    .split('/')
    .reduce((at, part) => asObject(at[part]), description);
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

export function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
