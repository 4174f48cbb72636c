import { type HTMLAttributes, useEffect } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { Icon } from '#app/ui/primitives/icon';
import type { IconName } from '#app/ui/primitives/icon-names';

/** React 18 hands `class` to custom elements as it stands. */
interface ToolbarElement extends HTMLAttributes<HTMLElement> {
  class?: string;
  for?: string;
  level?: string;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'markdown-toolbar': ToolbarElement;
      'md-bold': ToolbarElement;
      'md-header': ToolbarElement;
      'md-quote': ToolbarElement;
      'md-code': ToolbarElement;
      'md-link': ToolbarElement;
      'md-unordered-list': ToolbarElement;
      'md-ordered-list': ToolbarElement;
      'md-task-list': ToolbarElement;
      'md-mention': ToolbarElement;
    }
  }
}

const TOOLS = [
  ['md-bold', 'letter-b', 'bold'],
  ['md-header', 'letter-h', 'heading'],
  ['md-quote', 'text-quote', 'quote'],
  ['md-code', 'code', 'code'],
  ['md-link', 'link', 'link'],
  ['md-unordered-list', 'list', 'list'],
  ['md-ordered-list', 'list-ordered', 'ordered'],
  ['md-task-list', 'list-checks', 'tasks'],
  ['md-mention', 'at-sign', 'mention'],
] as const satisfies readonly (readonly [string, IconName, string])[];

/**
 * Buttons that write Markdown into the box with this id. The element behind them is fetched when the editor is first
 * touched (`wake`); without JavaScript they are not shown and the box is a plain one.
 */
export function MarkdownToolbar({ boxId, awake }: { boxId: string; awake: boolean }) {
  const t = useTranslations('composer');
  useEffect(() => {
    if (awake) {
      void import('@github/markdown-toolbar-element');
    }
  }, [awake]);
  return (
    <markdown-toolbar for={boxId} class="editor-tools js-only" role="toolbar" aria-label={t('tools')}>
      {TOOLS.map(([Tag, icon, word]) => (
        <Tag
          key={Tag}
          class="btn btn-quiet"
          role="button"
          tabIndex={-1}
          title={t(word)}
          aria-label={t(word)}
          {...(Tag === 'md-header' && { level: '3' })}
        >
          <Icon name={icon} />
        </Tag>
      ))}
    </markdown-toolbar>
  );
}
