import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Look } from '../charts/option';

type Choice = 'light' | 'dark';
const key = 'cohort-theme';

interface Theme {
  dark: boolean;
  look: Look;
  toggle: () => void;
}

const looks: Record<Choice, Omit<Look, 'still'>> = {
  light: { text: '#1c2630', muted: '#8493a1', grid: '#dfe5ea', background: '#ffffff' },
  dark: { text: '#e6ecf1', muted: '#7f8d99', grid: '#33404b', background: '#1a2229' },
};

const Context = createContext<Theme>({ dark: false, look: { ...looks.light, still: true }, toggle: () => undefined });

export const useTheme = (): Theme => useContext(Context);

const matches = (media: string): boolean => window.matchMedia?.(media).matches ?? false;

function chosen(): Choice {
  const kept = localStorage.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : matches('(prefers-color-scheme: dark)') ? 'dark' : 'light';
}

/** Light or dark: what the system prefers until somebody chooses. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<Choice>(chosen);
  useEffect(() => {
    document.documentElement.dataset.theme = choice;
  }, [choice]);
  const theme = useMemo<Theme>(
    () => ({
      dark: choice === 'dark',
      look: { ...looks[choice], still: matches('(prefers-reduced-motion: reduce)') },
      toggle: () => {
        const next = choice === 'dark' ? 'light' : 'dark';
        localStorage.setItem(key, next);
        setChoice(next);
      },
    }),
    [choice],
  );
  return <Context.Provider value={theme}>{children}</Context.Provider>;
}
