import { readFileSync, writeFileSync } from 'node:fs';
import {
  deserializeParamGraph,
  type InputEdgeData,
  type ParamGraphData,
  serializeParamGraph,
} from '@prisma/param-graph';

/**
 * Prisma's client holds, for every kind of query, which of its values are parameters: a graph of thousands of nodes
 * whose edges stand in objects under the numbers of names. V8 makes of such an object an array as long as its highest
 * number, and so some 13 MB of a model with 1,400 names, most of it holes. Numbers from a thousand up make it use a
 * table instead: 5 MB, and sooner read. docs/decisions/003-database.md has the figures.
 */

/** From this distance to the last entry on, V8 (`kMaxGap` in its js-objects.h) keeps a table instead of an array. */
const FIRST_NAME = 1_024;

const STRINGS = /strings: JSON\.parse\(("(?:[^"\\]|\\.)*")\)/;
const GRAPH = /graph: "([\w-]*)"/;

function shifted<Edge>(edges: Record<number, Edge>): Record<number, Edge> {
  return Object.fromEntries(Object.entries(edges).map(([name, edge]) => [Number(name) + FIRST_NAME, edge]));
}

function withShiftedEnum(edge: InputEdgeData): InputEdgeData {
  return edge.enumNameIndex === undefined ? edge : { ...edge, enumNameIndex: edge.enumNameIndex + FIRST_NAME };
}

/** The same graph with names numbered from `FIRST_NAME`; those before are empty and nobody's. */
export function withHighNumbers({ strings, inputNodes, outputNodes, roots }: ParamGraphData): ParamGraphData {
  return {
    strings: [...Array<string>(FIRST_NAME).fill(''), ...strings],
    inputNodes: inputNodes.map(({ edges }) => ({
      edges: shifted(Object.fromEntries(Object.entries(edges).map(([name, edge]) => [name, withShiftedEnum(edge)]))),
    })),
    outputNodes: outputNodes.map(({ edges }) => ({ edges: shifted(edges) })),
    roots,
  };
}

/** Rewrites the graph in the file of a generated client. Throws when it is not where it was when this was written. */
export function shrinkParamGraph(clientFile: string): void {
  const code = readFileSync(clientFile, 'utf8');
  const [strings, graph] = [STRINGS.exec(code)?.[1], GRAPH.exec(code)?.[1]];
  if (strings === undefined || graph === undefined) {
    throw new Error(`${clientFile} holds its graph of parameters in a way that prisma/param-graph.ts does not know.`);
  }
  const before = deserializeParamGraph({ strings: JSON.parse(JSON.parse(strings)), graph });
  const after = serializeParamGraph(withHighNumbers(before));
  const quoted = JSON.stringify(JSON.stringify(after.strings));
  writeFileSync(
    clientFile,
    code.replace(STRINGS, () => `strings: JSON.parse(${quoted})`).replace(GRAPH, () => `graph: "${after.graph}"`),
  );
}
