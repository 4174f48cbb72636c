import { lazy, Suspense, useRef, useState } from 'react';
import { memberBefore } from '#app/ui/forum/mention';
import type { SuggestMembers } from '#app/ui/forum/mention-list';
import { controlAttributes, Field, type FieldFrame } from '#app/ui/primitives/field';
import { TextBox } from '#app/ui/primitives/text-area';

export interface MembersBoxProps extends FieldFrame {
  defaultValue?: string | undefined;
  rows?: number;
  /** Without it nobody is suggested. */
  suggest: SuggestMembers | undefined;
}

/** Fetched with the first letter. */
const MentionList = lazy(async () => ({ default: (await import('#app/ui/forum/mention-list')).MentionList }));

/** A box for a list of members, who are suggested by name while it is written. Without a script their handles are typed. */
export function MembersBox({ defaultValue, rows = 2, suggest, ...frame }: MembersBoxProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [typing, setTyping] = useState(false);
  return (
    <Field {...frame}>
      <div className="members-box">
        <TextBox
          ref={box}
          {...controlAttributes(frame)}
          rows={rows}
          autoComplete="off"
          spellCheck={false}
          defaultValue={defaultValue}
          onInput={() => setTyping(true)}
        />
        {typing && suggest && (
          <Suspense fallback={null}>
            <MentionList box={box} suggest={suggest} find={memberBefore} after=", " />
          </Suspense>
        )}
      </div>
    </Field>
  );
}
