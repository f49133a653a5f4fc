// A line of configuration or a command, to read and to copy.
import { CopyButton } from './copy-button.tsx';

export interface SnippetProps {
  readonly code: string;
  readonly copyLabel?: string;
}

export function Snippet({ code, copyLabel }: SnippetProps) {
  return (
    <div className="snippet">
      <code>{code}</code>
      <CopyButton value={code} {...(copyLabel === undefined ? {} : { label: copyLabel })} />
    </div>
  );
}
