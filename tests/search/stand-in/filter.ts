/** The part of the filter language that our builder writes. Throws on anything else, as the server refuses it. */
export type StoredDocument = Record<string, unknown>;
export type Test = (document: StoredDocument) => boolean;

const CONDITION = /^(\w+)\s+(IN|NOT IN|=|!=|<|<=|>|>=)\s+(.+)$/s;
const LIST_ITEM = /\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/gs;

/** A filter as sent, a text or a list whose parts must all hold, as a test. `filterable` are the allowed attributes. */
export function parseFilter(filter: unknown, filterable: ReadonlySet<string>): Test {
  const parts = (Array.isArray(filter) ? filter : filter === undefined || filter === null ? [] : [filter]).map(String);
  const tests = parts.map((part) => parseCondition(part, filterable));
  return (document) => tests.every((test) => test(document));
}

function parseCondition(part: string, filterable: ReadonlySet<string>): Test {
  const [, attribute = '', operator = '', operand = ''] = CONDITION.exec(part.trim()) ?? [];
  if (!filterable.has(attribute)) {
    throw new Error(`Attribute \`${attribute}\` is not filterable: ${part}`);
  }
  const valuesOf = (document: StoredDocument): unknown[] => [document[attribute] ?? []].flat();
  if (operator === 'IN' || operator === 'NOT IN') {
    const wanted = new Set(readList(operand));
    const isWithin: Test = (document) => valuesOf(document).some((value) => wanted.has(String(value)));
    return operator === 'IN' ? isWithin : (document) => !isWithin(document);
  }
  if (operator === '=' || operator === '!=') {
    const [wanted] = readList(`[${operand}]`);
    return (document) => valuesOf(document).some((value) => String(value) === wanted) === (operator === '=');
  }
  const number = Number(operand);
  if (!Number.isFinite(number)) {
    throw new Error(`Not a number: ${operand}`);
  }
  return (document) => valuesOf(document).some((value) => compare(Number(value), operator, number));
}

function compare(value: number, operator: string, number: number): boolean {
  switch (operator) {
    case '<':
      return value < number;
    case '<=':
      return value <= number;
    case '>':
      return value > number;
    default:
      return value >= number;
  }
}

function readList(text: string): string[] {
  const inner = text.trim().replace(/^\[/, '').replace(/\]$/, '');
  const values: string[] = [];
  let at = 0;
  for (const match of inner.matchAll(LIST_ITEM)) {
    if (match.index !== at) {
      break;
    }
    at += match[0].length;
    values.push((match[1] ?? '').replace(/\\(.)/gs, '$1'));
  }
  if (at !== inner.length) {
    throw new Error(`Not a list of quoted values: ${text.slice(0, 80)}`);
  }
  return values;
}
