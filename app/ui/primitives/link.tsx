import { type ComponentProps, type ComponentPropsWithoutRef, forwardRef } from 'react';

interface Followed {
  /** The reader stays where they are on the page when the answer is there. */
  stay?: boolean;
}

const go = (stay: boolean | undefined) => (stay ? 'stay' : '');

export type LinkProps = Omit<ComponentProps<'a'>, 'href' | 'ref'> & Followed & { to: string };

/**
 * A link whose page the script brings without loading a document (layout/following.tsx listens for all of them at once).
 * Remix's own costs the server some ten times as much for the same element, and a long page has a hundred.
 */
export function Link({ to, stay, ...rest }: LinkProps) {
  return <a data-go={go(stay)} {...rest} href={to} />;
}

export type FormProps = ComponentPropsWithoutRef<'form'> & Followed;

/** A form that the script sends without loading a document; like `Link`. */
export const Form = forwardRef<HTMLFormElement, FormProps>(function Form({ stay, ...rest }, ref) {
  return <form ref={ref} data-go={go(stay)} {...rest} />;
});
