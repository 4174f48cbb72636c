/** The list in an answer of one of our own resource routes; empty when there is none. Its type is the route's promise. */
export function typedList<Item>(answer: unknown, name: string): Item[] {
  const list: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : null;
  return Array.isArray(list) ? list : [];
}
