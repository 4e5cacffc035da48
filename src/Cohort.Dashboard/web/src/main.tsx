import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Switch } from 'wouter';
import { Layout } from './app/Layout';
import { ThemeProvider } from './app/theme';
import { RunsPage } from './pages/RunsPage';
import './styles.css';

// Pages with charts come when they are opened: the list of runs should be there at once.
const RunPage = lazy(() => import('./pages/RunPage'));
const PatientPage = lazy(() => import('./pages/PatientPage'));
const ScenarioPage = lazy(() => import('./pages/ScenarioPage'));
const ComparePage = lazy(() => import('./pages/ComparePage'));

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ThemeProvider>
        <Layout>
          <Suspense fallback={<p className="muted">Loading …</p>}>
            <Switch>
              <Route path="/" component={RunsPage} />
              <Route path="/scenario" component={ScenarioPage} />
              <Route path="/compare" component={ComparePage} />
              <Route path="/runs/:id">{({ id }) => <RunPage key={id} id={id} />}</Route>
              <Route path="/runs/:id/patients/:number">{({ id, number }) => <PatientPage key={id} id={id} number={Number(number)} />}</Route>
              <Route>
                <h1>Not found</h1>
                <p>There is no page at this address.</p>
              </Route>
            </Switch>
          </Suspense>
        </Layout>
      </ThemeProvider>
    </StrictMode>,
  );
}
