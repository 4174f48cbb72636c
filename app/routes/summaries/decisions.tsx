import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { listDecisions } from '#app/domain/summaries/registers.server';
import type { FormReply } from '#app/http/form-reply';
import { paths } from '#app/paths';
import { actOnRegister } from '#app/routes/summaries/record-actions.server';
import { type Register, registerData } from '#app/routes/summaries/register-data.server';
import { RegisterView } from '#app/routes/summaries/register-view';

const REGISTER: Register = {
  list: listDecisions,
  href: paths.decisions,
  views: [
    { view: 'standing', words: 'viewStanding' },
    { view: 'all', words: 'viewAll' },
  ],
  title: 'decisionsTitle',
  lead: 'decisionsLead',
  none: 'noneDecisions',
};

export async function loader(args: LoaderFunctionArgs) {
  return json(await registerData(args, REGISTER));
}

export const action = actOnRegister;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export default function Decisions() {
  const reply = useActionData<FormReply>();
  return <RegisterView data={useLoaderData<typeof loader>()} path={paths.decisions()} errors={reply?.errors} />;
}
