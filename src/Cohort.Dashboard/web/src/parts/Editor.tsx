import { useEffect, useRef, type KeyboardEvent } from 'react';

interface Props {
  text: string;
  change: (text: string) => void;
  /** Lines with problems, and what they are. */
  marks: ReadonlyMap<number, string>;
  goTo: (jump: (line: number) => void) => void;
}

const lineHeight = 20;

/** A plain text area with numbered lines, some of them marked. Tab leaves it, as everywhere; Enter keeps the indentation. */
export function Editor({ text, change, marks, goTo }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLOListElement>(null);
  const lines = text.split('\n');

  useEffect(() => {
    goTo((line) => {
      const at = area.current;
      if (!at) return;
      const start = at.value.split('\n').slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
      const end = at.value.indexOf('\n', start);
      at.focus();
      at.setSelectionRange(start, end < 0 ? at.value.length : end);
      at.scrollTop = Math.max(0, (line - 5) * lineHeight);
    });
  }, [goTo]);

  const keepIndent = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const at = event.currentTarget;
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || at.selectionStart !== at.selectionEnd) return;
    const before = at.value.slice(0, at.selectionStart);
    const indent = /^[ ]*(?:- )?/.exec(before.slice(before.lastIndexOf('\n') + 1))?.[0].replace('- ', '  ') ?? '';
    if (indent === '') return;
    event.preventDefault();
    const next = `${before}\n${indent}${at.value.slice(at.selectionStart)}`;
    change(next);
    const caret = before.length + 1 + indent.length;
    requestAnimationFrame(() => at.setSelectionRange(caret, caret));
  };

  return (
    <div className="editor card">
      <ol ref={gutter} aria-hidden="true">
        {lines.map((_, i) => (
          <li key={i} className={marks.has(i + 1) ? 'marked' : undefined} title={marks.get(i + 1)}>
            {i + 1}
          </li>
        ))}
      </ol>
      <textarea
        ref={area}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={keepIndent}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
        spellCheck={false}
        autoComplete="off"
        wrap="off"
        aria-label="Scenario (YAML)"
        aria-invalid={marks.size > 0}
      />
    </div>
  );
}
