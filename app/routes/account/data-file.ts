import { type ActionFunctionArgs, createReadableStreamFromReadable, redirect } from '@remix-run/node';
import { DomainError } from '#app/domain/errors';
import { exportOwnData } from '#app/domain/own-data/export.server';
import { ProofInput } from '#app/domain/own-data/input';
import { redirectWithFlash } from '#app/http/flash.server';
import { readForm } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { loginToken } from '#app/http/viewer.server';
import { paths } from '#app/paths';
import { limitExports, limitPasswordChecks } from '#app/routes/account/limits.server';
import { signedInOnly } from '#app/routes/account/signed-in.server';

/** The address alone gives nothing: the form beside one's own data does. */
export function loader() {
  return redirect(paths.accountData());
}

/** One's own data as a ZIP archive, against the password. A refusal goes back to the page with a word about it. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, memberId } = await signedInOnly(args);
  const form = await readForm(args.request, ProofInput);
  if (!form.ok) {
    return back('exportRefused');
  }
  try {
    limitPasswordChecks(memberId);
    const proof = { ...form.value, loginToken: loginToken(args.request) };
    limitExports(memberId);
    const archive = await exportOwnData(viewer, proof, getLocale(args.request, viewer));
    return new Response(createReadableStreamFromReadable(archive), {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': 'attachment; filename="roundtable-my-data.zip"',
        'Cache-Control': 'no-store',
      },
    });
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'invalid' || error.code === 'too_many')) {
      return back(WORDS[error.messageKey] ?? 'exportOften');
    }
    throw error;
  }
}

const WORDS: Record<string, string> = { password_wrong: 'exportRefused', sign_in_again: 'exportStale' };

function back(word: string) {
  return redirectWithFlash(paths.accountData(), { tone: 'danger', key: `toast.${word}` });
}
