import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { messagesOf } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { RingEmpty } from '#app/ui/forum/ring';
import { ButtonLink } from '#app/ui/primitives/button';

/** What the service worker keeps and shows when a page cannot be reached. Nothing of the reader is on it. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  cacheByLabels(args.context, viewer, []);
  return messagesOf(getLocale(args.request, viewer)).pages.offline;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function OfflinePage() {
  const { title, lead, tryAgain } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <div className="empty">
        <RingEmpty sizePx={112} />
        <h1>{title}</h1>
        <p>{lead}</p>
        <ButtonLink to={paths.home()} variant="primary">
          {tryAgain}
        </ButtonLink>
      </div>
    </div>
  );
}
