/** A link to another view that keeps the theme and the run: a real address, that can be copied. */
import type { ReactNode } from 'react';
import { encodeLink } from '../../store/url-codec';
import type { LinkState } from '../../store/url-codec';
import { useApp } from '../app/store-context';

interface Props {
  readonly change: Partial<LinkState>;
  readonly className?: string | undefined;
  readonly children: ReactNode;
  /** after the view has changed */
  readonly onGo?: () => void;
}

/** What belongs to one view and is left behind. */
const LEFT = { why: '', band: '', term: '', question: '' } as const;

export const LinkTo = ({ change, className, children, onGo }: Props) => {
  const link = useApp((s) => s.link);
  const setLink = useApp((s) => s.setLink);
  return (
    <a
      className={className}
      href={encodeLink({ ...link, ...LEFT, ...change })}
      onClick={(e) => {
        if (e.metaKey || e.ctrlKey || e.shiftKey) return;
        e.preventDefault();
        setLink({ ...LEFT, ...change });
        onGo?.();
      }}
    >
      {children}
    </a>
  );
};
