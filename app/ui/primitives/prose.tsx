/** Written text that app/markdown rendered and sanitized through its allow-list: the one place where such HTML goes in. */
export function Prose({ html, className }: { html: string; className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by app/markdown, through its allow-list.
  return <div className={className ? `prose ${className}` : 'prose'} dangerouslySetInnerHTML={{ __html: html }} />;
}
