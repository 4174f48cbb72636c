import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PlainPage, plainText } from '#app/routes/pages/plain-page';

export function loader(args: LoaderFunctionArgs) {
  return plainText(args, 'about');
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AboutPage() {
  return <PlainPage {...useLoaderData<typeof loader>()} />;
}
