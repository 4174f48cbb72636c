import type { ReactNode } from 'react';
import type { LimitedReason } from '#app/domain/viewer';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { BottomBar } from '#app/ui/layout/bottom-bar';
import { Following } from '#app/ui/layout/following';
import type { RootData } from '#app/ui/layout/root-data';
import { Shortcuts } from '#app/ui/layout/shortcuts';
import { SiteFoot } from '#app/ui/layout/site-foot';
import { TopBar } from '#app/ui/layout/top-bar';
import { ButtonLink } from '#app/ui/primitives/button';
import { Link } from '#app/ui/primitives/link';
import { SkipLink } from '#app/ui/primitives/navigation';
import { Callout } from '#app/ui/primitives/text';
import { Toast } from '#app/ui/primitives/toast';

/** A link of the top bar. Pages that do not exist yet are simply not given. */
export interface NavItem {
  href: string;
  label: string;
}

/** The frame around every page: bars, the page itself, the foot, toasts and shortcuts. */
export function Frame({ data, nav, children }: { data: RootData; nav: readonly NavItem[]; children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <TopBar data={data} nav={nav} />
      <main id="main" tabIndex={-1}>
        {data.viewer.kind === 'guest' && data.viewer.limited && <LimitedNotice reason={data.viewer.limited.reason} />}
        {data.viewer.kind === 'member' && data.viewer.owesFactor && <FactorNotice />}
        {data.viewer.kind === 'member' && data.viewer.silenced && <SilencedNotice text={data.viewer.silenced} />}
        {data.viewer.kind === 'member' && data.viewer.grace && (
          <Callout tone="warning">
            <p>{data.viewer.grace}</p>
          </Callout>
        )}
        {children}
      </main>
      <SiteFoot associationName={data.associationName} />
      <BottomBar data={data} />
      <Toast message={data.toast ?? null} />
      <Shortcuts />
      <Following />
    </>
  );
}

function LimitedNotice({ reason }: { reason: LimitedReason }) {
  const t = useTranslations('nav');
  return (
    <Callout tone="warning">
      <p>
        {reason === 'pending' && <strong>{t('pendingTitle')}. </strong>}
        {t(reason)} {reason === 'unattached' && <Link to={paths.accountAuthorities()}>{t('unattachedLink')}</Link>}
        {reason === 'suspended' && <Link to={paths.accountStanding()}>{t('standingLink')}</Link>}
      </p>
    </Callout>
  );
}

function SilencedNotice({ text }: { text: string }) {
  const t = useTranslations('nav');
  return (
    <Callout tone="warning">
      <p>
        {text} <Link to={paths.accountStanding()}>{t('standingLink')}</Link>
      </p>
    </Callout>
  );
}

function FactorNotice() {
  const t = useTranslations('secondFactor');
  return (
    <Callout tone="warning">
      <p>
        {t('required')} <Link to={paths.accountFactor()}>{t('setUp')}</Link>
      </p>
    </Callout>
  );
}

export interface PageProps {
  /** Beside the column from 1100 px, under it below. */
  rail?: ReactNode;
  /** `centred` for a single form, `wide` for tables. */
  width?: 'column' | 'wide' | 'centred';
  children: ReactNode;
}

/** One column, and a rail where there is something to say beside it. */
export function Page({ rail, width = 'column', children }: PageProps) {
  const names = ['page'];
  if (rail) names.push('page-railed');
  if (width !== 'column') names.push(`page-${width}`);
  return (
    <div className={names.join(' ')}>
      <div className="page-main">{children}</div>
      {rail && <Rail>{rail}</Rail>}
    </div>
  );
}

export function Rail({ children }: { children: ReactNode }) {
  return <aside className="rail">{children}</aside>;
}

export function RailSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rail-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** An action that floats at the foot of a long page: "write an answer". */
export function FloatAction({ to, children }: { to: string; children: ReactNode }) {
  return (
    <div className="float-action">
      <ButtonLink to={to} variant="primary" icon="pencil">
        {children}
      </ButtonLink>
    </div>
  );
}
