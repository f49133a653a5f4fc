// Starts the page: joins the bridge to the screens.
import './style/tokens.css';
import './style/base.css';
import './style/shell.css';
import './style/controls.css';
import './style/updates.css';
import './style/activity.css';
import './style/history.css';
import './style/settings.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { makeStore } from './bridge.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(<App store={makeStore(window.snowbell)} />);
