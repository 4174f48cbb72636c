import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PlainPage } from '#app/routes/pages/plain-page';
import { plainText } from '#app/routes/pages/plain-text.server';

export function loader(args: LoaderFunctionArgs) {
  return plainText(args, 'privacy');
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function PrivacyPage() {
  return <PlainPage {...useLoaderData<typeof loader>()} />;
}
