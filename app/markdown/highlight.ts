import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import http from 'highlight.js/lib/languages/http';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

const engine = hljs.newInstance();
const LANGUAGES = {
  bash,
  csharp,
  css,
  diff,
  dockerfile,
  http,
  ini,
  java,
  javascript,
  json,
  markdown,
  php,
  powershell,
  python,
  sql,
  typescript,
  xml,
  yaml,
};
for (const [name, language] of Object.entries(LANGUAGES)) {
  engine.registerLanguage(name, language);
}
// highlight.js has no grammar for Terraform; its files read well enough as key = value.
engine.registerAliases(['hcl', 'terraform', 'tf'], { languageName: 'ini' });
engine.registerAliases(['shell', 'console'], { languageName: 'bash' });

export interface HighlightedCode {
  html: string;
  /** The registered name, safe in a class; null when the language is not known and the code is only escaped. */
  language: string | null;
}

/** The language a fence names: the first word, without what documentation tools append (`js{4,10}`, `js:title`). */
export function findLanguage(info: string): string | null {
  const word = /^[a-z0-9#+_-]{1,20}/i.exec(info.trim())?.[0].toLowerCase();
  const name = word === undefined ? undefined : engine.getLanguage(word)?.name;
  if (word === undefined || name === undefined) {
    return null;
  }
  return Object.keys(LANGUAGES).find((key) => key === word || engine.getLanguage(key)?.name === name) ?? null;
}

/** Code as highlighted HTML, or null when the language is unknown. The highlighter escapes the code itself. */
export function highlightCode(code: string, info: string): HighlightedCode | null {
  const language = findLanguage(info);
  if (language === null) {
    return null;
  }
  return { html: engine.highlight(code, { language, ignoreIllegals: true }).value, language };
}
