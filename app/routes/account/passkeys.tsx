import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { hasFreshProof } from '#app/domain/login/fresh-proof.server';
import { PASSKEY_NAME_MAX_CHARS } from '#app/domain/login/model';
import { listPasskeys } from '#app/domain/login/passkeys.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { readFields, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { AccountHead } from '#app/routes/account/account-tabs';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { actOnPasskeys } from '#app/routes/account/passkey-actions.server';
import { PasskeyButton } from '#app/routes/account/passkey-button';
import { typed } from '#app/routes/account/typed';
import { Page } from '#app/ui/layout/frame';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button, ButtonLink } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { useRelativeWords } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const title = pageTitle(getLocale(args.request, viewer), 'account.passkeys');
  const [passkeys, fresh] = await Promise.all([listPasskeys(viewer), hasFreshProof(viewer)]);
  return json({ title, passkeys, fresh }, { headers: { 'Cache-Control': 'no-store' } });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const fields = await readFields(args.request);
  const outcome = await actOnPasskeys(viewer, fields, args.context.ipAddress);
  return 'reply' in outcome
    ? refused(outcome.reply)
    : redirectWithFlash(paths.accountPasskeys(), { tone: 'positive', key: outcome.said });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Passkeys() {
  const { passkeys } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('passkeys');
  return (
    <Page>
      <AccountHead current="passkeys" />
      <p>{t('lead')}</p>
      <ErrorSummary errors={reply?.errors} labels={{ name: t('name') }} ids={{ name: errorId(reply) }} />
      <SectionHead title={t('yours')} />
      {passkeys.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <>
          <ul className="rows">
            {passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} />
            ))}
          </ul>
          <p className="facts">{t('removeHint')}</p>
        </>
      )}
      <AddPasskey />
    </Page>
  );
}

type Reply = ReturnType<typeof useActionData<typeof action>>;

/** Where the name is that came back. */
function errorId(reply: Reply): string {
  return reply?.intent === 'rename' ? `name-${typed(reply, 'passkeyId')}` : 'field-name';
}

function PasskeyRow({
  passkey,
}: {
  passkey: { id: string; name: string; createdAt: string; lastUsedAt: string | null };
}) {
  const reply = useActionData<typeof action>();
  const t = useTranslations('passkeys');
  const words = useRelativeWords();
  const own = reply?.intent === 'rename' && typed(reply, 'passkeyId') === passkey.id ? reply : undefined;
  return (
    <li className="stack">
      <div>
        <strong>
          <bdi>{passkey.name}</bdi>
        </strong>
        <p className="facts">
          {t('added', { when: words(passkey.createdAt) })} ·{' '}
          {passkey.lastUsedAt ? t('used', { when: words(passkey.lastUsedAt) }) : t('neverUsed')}
        </p>
      </div>
      <Form method="post" action={paths.accountPasskeys()} noValidate className="stack">
        <input type="hidden" name="passkeyId" value={passkey.id} />
        <TextInput
          name="name"
          id={`name-${passkey.id}`}
          label={t('name')}
          maxLength={PASSKEY_NAME_MAX_CHARS}
          defaultValue={typed(own, 'name', passkey.name)}
          errors={own?.errors.name}
        />
        <div className="cluster">
          <Button size="sm" name="intent" value="rename">
            {t('rename')}
          </Button>
          <Button size="sm" variant="danger" name="intent" value="remove">
            {t('remove')} <bdi className="visually-hidden">{passkey.name}</bdi>
          </Button>
        </div>
      </Form>
    </li>
  );
}

function AddPasskey() {
  const { fresh } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('passkeys');
  const own = reply?.intent === 'add' ? reply : undefined;
  return (
    <>
      <SectionHead title={t('add')} />
      <noscript>
        <p>{t('needsScript')}</p>
      </noscript>
      {fresh ? (
        <PasskeyButton purpose="add" action={paths.accountPasskeys()} fields={{ intent: 'add' }} label={t('add')}>
          <TextInput
            name="name"
            label={t('name')}
            hint={t('nameHint')}
            maxLength={PASSKEY_NAME_MAX_CHARS}
            defaultValue={typed(own, 'name', t('defaultName'))}
            errors={own?.errors.name}
          />
        </PasskeyButton>
      ) : (
        <>
          <p>{t('proveFirst')}</p>
          <div>
            <ButtonLink to={paths.prove({ to: paths.accountPasskeys() })} icon="shield-check">
              {t('proveNow')}
            </ButtonLink>
          </div>
        </>
      )}
    </>
  );
}
