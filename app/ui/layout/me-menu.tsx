import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { Preferences } from '#app/ui/layout/preferences';
import type { RootData, RootViewer } from '#app/ui/layout/root-data';
import { Icon } from '#app/ui/primitives/icon';
import { Menu, MenuGroup, MenuLink } from '#app/ui/primitives/menu';

/** What is mine: profile, saved, drafts, the work of my role, how the page looks, the way out. */
export function MeMenu({ data, place = 'top' }: { data: RootData; place?: 'top' | 'bottom' }) {
  const t = useTranslations('nav');
  const { viewer } = data;
  const member = viewer.kind === 'member';
  return (
    <Menu
      label={member ? t('meMenu', { name: viewer.name }) : t('settings')}
      triggerClass={place === 'top' ? 'nav-link' : 'bottom-link'}
      trigger={
        <>
          <Icon name={member ? 'user' : 'settings'} />
          {place === 'bottom' && (member ? t('me') : t('settings'))}
        </>
      }
    >
      {member && <MemberLinks viewer={viewer} />}
      <MenuGroup>
        <Preferences data={data} />
      </MenuGroup>
      {(member || viewer.limited) && (
        <MenuGroup>
          {!member && (
            <MenuLink to={paths.accountData()} icon="file-text">
              {t('account')}
            </MenuLink>
          )}
          <form method="post" action={paths.signOut()}>
            <button type="submit" className="menu-item">
              <Icon name="log-out" />
              {t('signOut')}
            </button>
          </form>
        </MenuGroup>
      )}
    </Menu>
  );
}

function MemberLinks({ viewer }: { viewer: Extract<RootViewer, { kind: 'member' }> }) {
  const t = useTranslations('nav');
  return (
    <>
      <MenuGroup>
        <div className="menu-label">
          <bdi>{viewer.name}</bdi>
          {viewer.authorityName && (
            <>
              <br />
              <bdi>{viewer.authorityName}</bdi>
            </>
          )}
        </div>
        <MenuLink to={paths.member(viewer.handle)} icon="user">
          {t('profile')}
        </MenuLink>
        <MenuLink to={paths.bookmarks()} icon="bookmark">
          {t('bookmarks')}
        </MenuLink>
        <MenuLink to={paths.drafts()} icon="file-text">
          {t('drafts')}
        </MenuLink>
        <MenuLink to={paths.account()} icon="settings">
          {t('account')}
        </MenuLink>
      </MenuGroup>
      {(viewer.queues || viewer.approves) && (
        <MenuGroup>
          {viewer.queues?.map(({ href, text }) => (
            <MenuLink key={href} to={href} icon="circle-exclamation-point">
              {text}
            </MenuLink>
          ))}
          <MenuLink to={paths.approvals()} icon="user-check">
            {t('approvals')}
          </MenuLink>
          {viewer.role === 'moderator' && (
            <MenuLink to={paths.breakGlass()} icon="eye">
              {t('breakGlass')}
            </MenuLink>
          )}
          {viewer.role === 'administrator' && (
            <MenuLink to={paths.adminMembers()} icon="shield">
              {t('administration')}
            </MenuLink>
          )}
        </MenuGroup>
      )}
    </>
  );
}
