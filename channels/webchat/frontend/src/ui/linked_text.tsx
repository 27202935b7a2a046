/** Plain text with its addresses and phone numbers made usable. Only text nodes: nothing here is ever read as markup. */

import { linkify, safeHref } from "../chat/linkify.ts";
import { words } from "../words.ts";
import { ExternalIcon } from "./icons.tsx";

export function LinkedText({ text }: { text: string }) {
  return (
    <>
      {linkify(text).map((part, index) =>
        part.href ? (
          <OutLink key={index} href={part.href}>
            {part.text}
          </OutLink>
        ) : (
          part.text
        ),
      )}
    </>
  );
}

/** `url` as a link if it is a safe one, else the words alone. */
export function SafeLink({ url, text, className }: { url: string; text: string; className?: string }) {
  const href = safeHref(url);
  if (!href) return <span class={className}>{text || url}</span>;
  return (
    <OutLink href={href} className={className} hasIcon>
      {text || url}
    </OutLink>
  );
}

function OutLink(props: { href: string; children: string; className?: string | undefined; hasIcon?: boolean }) {
  const isPhone = props.href.startsWith("tel:");
  if (isPhone) {
    return (
      <a class={props.className} href={props.href} rel="noopener">
        {props.children}
      </a>
    );
  }
  return (
    <a class={props.className} href={props.href} target="_blank" rel="noopener noreferrer">
      {props.children}
      {props.hasIcon && <ExternalIcon />}
      <span class="sr-only"> ({words.answer.opensNewPage})</span>
    </a>
  );
}
