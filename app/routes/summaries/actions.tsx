import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { listActions } from '#app/domain/summaries/registers.server';
import type { FormReply } from '#app/http/form-reply';
import { paths } from '#app/paths';
import { actOnRegister } from '#app/routes/summaries/record-actions.server';
import { type Register, registerData } from '#app/routes/summaries/register-data.server';
import { RegisterView } from '#app/routes/summaries/register-view';

const REGISTER: Register = {
  list: listActions,
  href: paths.actions,
  views: [
    { view: 'open', words: 'viewOpen' },
    { view: 'mine', words: 'viewMine', membersOnly: true },
    { view: 'overdue', words: 'viewOverdue' },
    { view: 'done', words: 'viewDone' },
  ],
  title: 'actionsTitle',
  lead: 'actionsLead',
  none: 'noneActions',
};

export async function loader(args: LoaderFunctionArgs) {
  return json(await registerData(args, REGISTER));
}

export const action = actOnRegister;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export default function Actions() {
  const reply = useActionData<FormReply>();
  return <RegisterView data={useLoaderData<typeof loader>()} path={paths.actions()} errors={reply?.errors} />;
}
