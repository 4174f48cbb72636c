import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { actionOf, federate, fetchDocuments } from './answers';
import { KeyRing } from './keys';
import { asArray, asObject, checkRequest, findLoneSurrogates } from './schema';
import {
  addDocumentsTask,
  createIndexTask,
  deleteByFilterTask,
  deleteByIdsTask,
  deleteIndexTask,
  type Indexes,
  indexOf,
  swapTask,
  type Task,
  TaskFailure,
} from './tasks';

/** What the next matching requests meet instead of an answer. */
export interface Fault {
  kind: 'status' | 'silence' | 'cut';
  status?: number;
  /** How many requests; endless by default. */
  times?: number;
  path?: RegExp;
}

export interface StandIn {
  url: string;
  masterKey: string;
  /** Requests that the API's description does not allow. */
  violations: string[];
  /** Every key that was used, by path. */
  usedKeys: { key: string; path: string }[];
  indexes: Indexes;
  /** Names of the keys that there are, the master key aside. */
  keyNames(): string[];
  requests: string[];
  setFault(fault: Fault | null): void;
  setVersion(version: string): void;
  close(): Promise<void>;
}

const TASK_DELAY_MS = 3;

/** A server that answers as Meilisearch does, asynchronous writes and all, as far as our engine asks. */
export async function startStandIn(): Promise<StandIn> {
  const masterKey = randomUUID();
  const indexes: Indexes = new Map();
  const tasks: Task[] = [];
  const keys = new KeyRing(masterKey);
  const violations: string[] = [];
  const usedKeys: StandIn['usedKeys'] = [];
  const requests: string[] = [];
  let fault: Fault | null = null;
  let version = '1.53.0';
  let timer: NodeJS.Timeout | null = null;

  /** One task at a time, some time after it came: 202 is not "indexed". */
  function work(): void {
    timer = null;
    const task =
      tasks.find(({ status }) => status === 'processing') ?? tasks.find(({ status }) => status === 'enqueued');
    if (task === undefined) {
      return;
    }
    if (task.status === 'enqueued') {
      task.status = 'processing';
    } else {
      try {
        task.run();
        task.status = 'succeeded';
      } catch (error) {
        task.status = 'failed';
        const code = error instanceof TaskFailure ? error.code : 'invalid_document_filter';
        task.error = { message: String(error), code, type: 'invalid_request', link: '' };
      }
    }
    timer = setTimeout(work, TASK_DELAY_MS);
  }

  function enqueue(type: string, indexUid: string | null, run: () => void): [number, unknown] {
    const task: Task = { uid: tasks.length, indexUid, type, status: 'enqueued', error: null, run };
    tasks.push(task);
    timer ??= setTimeout(work, TASK_DELAY_MS);
    return [202, { taskUid: task.uid, indexUid, status: 'enqueued', type, enqueuedAt: new Date().toISOString() }];
  }

  function route(method: string, path: string, body: unknown, key: string): [number, unknown] {
    const refuse = (status: number, code: string): [number, unknown] => [
      status,
      { message: code, code, type: 'auth', link: '' },
    ];
    const needs = actionOf(method, path);
    if (needs !== null && !keys.allow(key, needs, path)) {
      return refuse(403, 'invalid_api_key');
    }
    const [, area, uid = '', part, last] = path.split('/');
    switch (`${method} ${area}${part === undefined ? '' : `/${part}`}${last === undefined ? '' : `/${last}`}`) {
      case 'GET version':
        return [200, { commitSha: '', commitDate: '', pkgVersion: version }];
      case 'GET keys':
        return keys.list();
      case 'POST keys':
        return keys.add(asObject(body));
      case 'DELETE keys':
        return keys.remove(uid);
      case 'GET tasks': {
        const task = tasks[Number(uid)];
        const isHidden = task === undefined || !keys.mayKnow(key, task.indexUid);
        return isHidden ? refuse(404, 'task_not_found') : [200, { ...task, run: undefined, enqueuedAt: '' }];
      }
      case 'POST indexes': {
        const name = String(asObject(body).uid);
        return enqueue('indexCreation', name, createIndexTask(indexes, name));
      }
      case 'GET indexes':
        return indexes.has(uid)
          ? [200, { uid, primaryKey: 'id', createdAt: '', updatedAt: '' }]
          : refuse(404, 'index_not_found');
      case 'DELETE indexes':
        return enqueue('indexDeletion', uid, deleteIndexTask(indexes, uid));
      case 'PATCH indexes/settings':
        return enqueue('settingsUpdate', uid, () => Object.assign(indexOf(indexes, uid).settings, body));
      case 'GET indexes/stats':
        return [
          200,
          { numberOfDocuments: indexes.get(uid)?.documents.size ?? 0, isIndexing: false, fieldDistribution: {} },
        ];
      case 'POST indexes/documents':
        return enqueue('documentAdditionOrUpdate', uid, addDocumentsTask(indexes, uid, asArray(body)));
      case 'POST indexes/documents/delete':
        return enqueue('documentDeletion', uid, deleteByFilterTask(indexes, uid, asObject(body).filter));
      case 'POST indexes/documents/delete-batch':
        return enqueue('documentDeletion', uid, deleteByIdsTask(indexes, uid, asArray(body)));
      case 'POST indexes/documents/fetch':
        return fetchDocuments(indexes, uid, asObject(body));
      case 'POST swap-indexes':
        return enqueue('indexSwap', null, swapTask(indexes, asArray(body)));
      case 'POST multi-search':
        return federate(indexes, asObject(body));
      default:
        return refuse(404, 'not_found');
    }
  }

  function answer(request: IncomingMessage, response: ServerResponse, text: string): void {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const method = request.method ?? 'GET';
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    requests.push(`${method} ${url.pathname}`);
    const key = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    usedKeys.push({ key, path: url.pathname });
    violations.push(...checkRequest(method, url.pathname, url.searchParams, body), ...findLoneSurrogates(text));
    const met = takeFault(url.pathname);
    if (met?.kind === 'silence') {
      return;
    }
    const [status, reply] =
      met?.kind === 'status'
        ? [met.status ?? 503, { message: 'busy', code: 'too_many_search_requests', type: 'system', link: '' }]
        : safely(() => route(method, url.pathname, body, key));
    const json = JSON.stringify(reply);
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'Content-Length': status === 204 ? 0 : Buffer.byteLength(json),
    });
    if (met?.kind === 'cut') {
      response.write(json.slice(0, Math.floor(json.length / 2)));
      response.socket?.destroySoon();
      return;
    }
    response.end(status === 204 ? '' : json);
  }

  function takeFault(path: string): Fault | null {
    if (fault === null || (fault.path !== undefined && !fault.path.test(path))) {
      return null;
    }
    const met = fault;
    if (met.times !== undefined) {
      fault = met.times <= 1 ? null : { ...met, times: met.times - 1 };
    }
    return met;
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks).toString()));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    masterKey,
    violations,
    usedKeys,
    indexes,
    keyNames: () => keys.names(),
    requests,
    setFault: (next) => {
      fault = next;
    },
    setVersion: (next) => {
      version = next;
    },
    close: () =>
      new Promise((closed) => {
        if (timer !== null) {
          clearTimeout(timer);
        }
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

function safely(run: () => [number, unknown]): [number, unknown] {
  try {
    return run();
  } catch (error) {
    const code = error instanceof TaskFailure ? error.code : 'invalid_search_filter';
    return [
      code === 'index_not_found' ? 404 : 400,
      { message: String(error), code, type: 'invalid_request', link: '' },
    ];
  }
}
