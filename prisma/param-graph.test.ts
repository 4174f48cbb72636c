import { readFileSync } from 'node:fs';
import { deserializeParamGraph, type ParamGraphData, serializeParamGraph } from '@prisma/param-graph';
import { expect, test } from 'vitest';
import { withHighNumbers } from './param-graph';

const GRAPH: ParamGraphData = {
  strings: ['where', 'id', 'state', 'State', 'Thread.findMany'],
  inputNodes: [
    { edges: { 0: { flags: 32, childNodeId: 1 } } },
    { edges: { 1: { flags: 1, scalarMask: 2 }, 2: { flags: 2, enumNameIndex: 3 } } },
  ],
  outputNodes: [{ edges: { 1: { argsNodeId: 0, outputNodeId: 0 } } }],
  roots: { 'Thread.findMany': { argsNodeId: 0, outputNodeId: 0 } },
};

/** What the graph says, by names instead of numbers. */
function named({ strings, inputNodes, outputNodes, roots }: ParamGraphData) {
  const byName = <Edge>(edges: Record<number, Edge>) =>
    Object.entries(edges).map(([number, edge]) => [strings[Number(number)], edge] as const);
  return {
    inputs: inputNodes.map(({ edges }) =>
      byName(edges).map(([name, { enumNameIndex, ...edge }]) => ({
        ...{ name, edge, enum: enumNameIndex === undefined ? null : strings[enumNameIndex] },
      })),
    ),
    outputs: outputNodes.map(({ edges }) => byName(edges)),
    roots,
  };
}

test('high numbers change nothing of what the graph says', () => {
  const high = withHighNumbers(GRAPH);
  expect(named(high)).toEqual(named(GRAPH));
  expect(named(deserializeParamGraph(serializeParamGraph(high)))).toEqual(named(GRAPH));
});

test.each(['sqlite', 'postgresql'])(
  'the generated client of %s has them, and every one of its edges a name',
  (provider) => {
    const code = readFileSync(`prisma/generated/${provider}/internal/class.ts`, 'utf8');
    const [, quoted = '', graph = ''] = /strings: JSON\.parse\((".*")\),\s+graph: "([\w-]+)"/.exec(code) ?? [];
    const { strings, inputNodes } = deserializeParamGraph({ strings: JSON.parse(JSON.parse(quoted)), graph });
    const names = inputNodes.flatMap(({ edges }) => Object.keys(edges)).map(Number);
    expect(Math.min(...names)).toBeGreaterThanOrEqual(1_024);
    expect(names.every((name) => strings[name] !== undefined && strings[name] !== '')).toBe(true);
    expect(strings).toContain('rendererVersion');
  },
);
