/** The value of one cookie of a request, decoded; null when it is absent or cannot be decoded. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  if (!header) {
    return null;
  }
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) {
      return decode(part.slice(equals + 1).trim());
    }
  }
  return null;
}

/** The names of all cookies in a `Cookie` header. */
export function cookieNames(header: string | null | undefined): string[] {
  if (!header) {
    return [];
  }
  return header.split(';').flatMap((part) => {
    const name = part.split('=', 1)[0]?.trim();
    return name ? [name] : [];
  });
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
