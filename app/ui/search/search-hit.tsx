import type { Label } from '#app/domain/labels';
import { useTranslations } from '#app/i18n/translations';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { type Person, PersonLine } from '#app/ui/forum/person-line';
import { Ring } from '#app/ui/forum/ring';
import type { RingState, Seat } from '#app/ui/forum/ring-drawing';
import { TopicName } from '#app/ui/forum/topic-tag';
import { Icon } from '#app/ui/primitives/icon';
import { Link } from '#app/ui/primitives/link';
import { Time } from '#app/ui/primitives/text';

/** A piece of a text, marked where it is what was searched for. */
export interface MarkedText {
  text: string;
  mark: boolean;
}

type Direction = 'rtl' | 'ltr';

export interface ThreadHitData {
  kind: 'question' | 'discussion';
  id: number;
  href: string;
  title: MarkedText[];
  titleDir: Direction;
  label: Label;
  topic: { name: string; hue: string };
  state: RingState;
  seats: readonly Seat[];
  answerCount: number;
  at: string;
  /** The passage that answers best; null where the title alone was found. */
  passage: {
    href: string;
    in: 'opening' | 'accepted' | 'answer' | 'comment' | 'file';
    who: string | null;
    stretches: MarkedText[];
    dir: Direction;
    cutBefore: boolean;
    cutAfter: boolean;
  } | null;
}

/** A session, its summary, or a decision, action item or open question of one. */
export interface SessionHitData {
  kind: 'session' | 'summary' | 'decision' | 'action' | 'open_question';
  id: number;
  href: string;
  title: MarkedText[];
  titleDir: Direction;
  label: Label;
  topic: { name: string; hue: string };
  /** The day of the session, in words. */
  at: string;
  extract: { stretches: MarkedText[]; dir: Direction; cutBefore: boolean; cutAfter: boolean } | null;
}

export type SearchHitData =
  | ThreadHitData
  | SessionHitData
  | { kind: 'member'; id: string; person: Person }
  | { kind: 'authority'; id: string; href: string; name: MarkedText[]; size: string };

/** One result: what kind of thing, the passage in context, who and when, under which label. */
export function SearchHit({ hit }: { hit: SearchHitData }) {
  const t = useTranslations('search');
  if (hit.kind === 'member') {
    return (
      <li className="hit" data-row="">
        <Icon name="user" />
        <div>
          <span className="hit-kind">{t('kind.member')}</span>
          <PersonLine person={hit.person} />
        </div>
      </li>
    );
  }
  if (hit.kind === 'authority') {
    return (
      <li className="hit" data-row="">
        <Icon name="users" />
        <div>
          <span className="hit-kind">{t('kind.authority')}</span>
          <h3 className="hit-title">
            <Link to={hit.href}>
              <Marked stretches={hit.name} />
            </Link>
          </h3>
          <p className="facts">{hit.size}</p>
        </div>
      </li>
    );
  }
  return 'passage' in hit ? <ThreadHit hit={hit} /> : <SessionHit hit={hit} />;
}

const SESSION_ICONS = {
  session: 'calendar',
  summary: 'file-text',
  decision: 'check',
  action: 'list-checks',
  open_question: 'message-square',
} as const;

function SessionHit({ hit }: { hit: SessionHitData }) {
  const t = useTranslations('search');
  return (
    <li className="hit" data-row="">
      <Icon name={SESSION_ICONS[hit.kind]} />
      <div>
        <span className="hit-kind">{t(`kind.${hit.kind}`)}</span>
        <h3 className="hit-title">
          <Link to={hit.href}>
            <bdi dir={hit.titleDir}>
              <Marked stretches={hit.title} />
            </bdi>
          </Link>
        </h3>
        {hit.extract && (
          <p className="hit-passage">
            <span className="hit-text" dir={hit.extract.dir}>
              {hit.extract.cutBefore && '… '}
              <Marked stretches={hit.extract.stretches} />
              {hit.extract.cutAfter && ' …'}
            </span>
          </p>
        )}
        <div className="row-meta">
          <LabelBadge label={hit.label} />
          <TopicName {...hit.topic} />
          <span>{hit.at}</span>
        </div>
      </div>
    </li>
  );
}

function ThreadHit({ hit }: { hit: ThreadHitData }) {
  const t = useTranslations('search');
  const ui = useTranslations('ui');
  return (
    <li className="hit" data-row="">
      <Ring seats={hit.seats} state={hit.state} hue={hit.topic.hue} sizePx={36} />
      <div>
        <h3 className="hit-title">
          <Link to={hit.href}>
            <bdi dir={hit.titleDir}>
              <Marked stretches={hit.title} />
            </bdi>
          </Link>
        </h3>
        {hit.passage && (
          <p className="hit-passage">
            <Link to={hit.passage.href} className="hit-in">
              {t(`in.${hit.passage.in}`)}
              {hit.passage.who && (
                <>
                  {' · '}
                  <bdi>{hit.passage.who}</bdi>
                </>
              )}
            </Link>
            <span className="hit-text" dir={hit.passage.dir}>
              {hit.passage.cutBefore && '… '}
              <Marked stretches={hit.passage.stretches} />
              {hit.passage.cutAfter && ' …'}
            </span>
          </p>
        )}
        <div className="row-meta">
          <LabelBadge label={hit.label} />
          <TopicName {...hit.topic} />
          {hit.state === 'answered' && (
            <span className="row-answered">
              <Icon name="check" />
              <span className="row-word">{ui('answered')}</span>
            </span>
          )}
          <span className="row-wide">
            {hit.kind === 'discussion'
              ? ui('replyCount', { count: hit.answerCount })
              : ui('answerCount', { count: hit.answerCount })}
          </span>
          <Time iso={hit.at} />
        </div>
      </div>
    </li>
  );
}

export function Marked({ stretches }: { stretches: readonly MarkedText[] }) {
  return stretches.map(({ text, mark }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, drawn once.
    mark ? <mark key={index}>{text}</mark> : text,
  );
}
