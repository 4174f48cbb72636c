import { useTranslations } from '#app/i18n/translations';
import { Dialog } from '#app/ui/primitives/dialog';

/** The list of the keys, over the page, from when it is there until it is closed. */
export function ShortcutDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('shortcuts');
  return (
    <Dialog open onClose={onClose} title={t('title')}>
      <ShortcutList />
    </Dialog>
  );
}

function ShortcutList() {
  const t = useTranslations('shortcuts');
  return (
    <div className="shortcuts">
      <Group
        title={t('go')}
        rows={[
          ['g h', t('home')],
          ['g t', t('topics')],
          ['g q', t('threads')],
          ['g s', t('sessions')],
          ['g u', t('notices')],
          ['g b', t('bookmarks')],
          ['/', t('search')],
          ['n', t('ask')],
          ['?', t('help')],
        ]}
      />
      <Group
        title={t('lists')}
        rows={[
          ['j', t('next')],
          ['k', t('previous')],
          ['Enter', t('open')],
          ['r', t('answer')],
          ['u', t('unread')],
        ]}
      />
      <Group
        title={t('write')}
        rows={[
          ['Ctrl B', t('bold')],
          ['Ctrl K', t('link')],
          ['Ctrl Enter', t('submit')],
        ]}
      />
    </div>
  );
}

function Group({ title, rows }: { title: string; rows: [string, string][] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(([keys, words]) => (
          <div key={keys}>
            <dt>{words}</dt>
            <dd dir="ltr">
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
