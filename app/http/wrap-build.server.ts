import {
  type ActionFunction,
  type AppLoadContext,
  type LoaderFunction,
  type LoaderFunctionArgs,
  redirect,
  type ServerBuild,
} from '@remix-run/node';
import { recordRefusal } from '#app/domain/audit/commands.server';
import { DomainError } from '#app/domain/errors';
import { PROVE_FIRST } from '#app/domain/login/model';
import { errorResponse } from '#app/http/errors.server';
import { getViewer } from '#app/http/viewer.server';
import { paths } from '#app/paths';

/**
 * The same build, with every loader and action answering a refusal of the domain by its status instead of a 500. So
 * routes let the domain throw, and none can forget to translate.
 */
export function wrapBuild(build: ServerBuild): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).flatMap(([id, route]) => {
      if (!route) {
        return [];
      }
      const { loader, action } = route.module;
      const module = {
        ...route.module,
        ...(loader ? { loader: answering(loader) } : {}),
        ...(action ? { action: answering(action) } : {}),
      };
      return [[id, { ...route, module }]];
    }),
  );
  return { ...build, routes };
}

function answering<Handler extends LoaderFunction | ActionFunction>(handler: Handler): LoaderFunction & ActionFunction {
  return async (args: LoaderFunctionArgs) => {
    try {
      const answer = await handler(args);
      noteRetryAfter(args.context, answer);
      return answer;
    } catch (error) {
      if (error instanceof DomainError && error.messageKey === PROVE_FIRST) {
        return askForProof(args.request);
      }
      await auditForbidden(args, error);
      const thrown = error instanceof DomainError ? errorResponse(error) : error;
      noteRetryAfter(args.context, thrown);
      throw thrown;
    }
  };
}

/**
 * Sends whoever must prove first who they are to the page that asks, and from there back. A form goes along with
 * everything in it: 307 lets the browser send it again (RFC 9110, 15.4.8).
 */
function askForProof({ method, url }: LoaderFunctionArgs['request']): Response {
  const { pathname, search } = new URL(url);
  return redirect(paths.prove({ to: `${pathname}${search}` }), method === 'GET' ? 302 : 307);
}

/** Everything that was refused to somebody (403) stands in the audit log, whichever route refused it. */
async function auditForbidden(args: LoaderFunctionArgs, error: unknown): Promise<void> {
  if (error instanceof DomainError && error.code === 'forbidden') {
    const { method, url } = args.request;
    await recordRefusal(await getViewer(args), { method, path: new URL(url).pathname });
  }
}

/** Remix drops the headers of a thrown response when it makes a page of it; this one must arrive. */
function noteRetryAfter(context: AppLoadContext, answer: unknown): void {
  if (answer instanceof Response) {
    context.retryAfter = answer.headers.get('Retry-After') ?? context.retryAfter;
  }
}
