import { useEffect, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useTheme } from './theme';

const pages = [
  ['/', 'Runs'],
  ['/scenario', 'New run'],
  ['/compare', 'Compare'],
] as const;

export function Layout({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  const { dark, toggle } = useTheme();
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="top">
        <Link href="/" className="brand">
          <img src="/favicon.svg" alt="" width="26" height="26" /> Cohort
        </Link>
        <nav aria-label="Pages">
          {pages.map(([href, name]) => (
            <Link key={href} href={href} aria-current={path === href ? 'page' : undefined}>
              {name}
            </Link>
          ))}
        </nav>
        <button type="button" className="quiet" onClick={toggle} aria-label={dark ? 'Use the light theme' : 'Use the dark theme'}>
          {dark ? '☀ Light' : '☾ Dark'}
        </button>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer>A research model; it must not guide the treatment of a patient.</footer>
    </>
  );
}

/** Names the page in the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Cohort`;
  }, [title]);
}
