// One state of the window on a page of its own: gallery.html?state=NAME&theme=dark&language=de
import '../../renderer/style/tokens.css';
import '../../renderer/style/base.css';
import '../../renderer/style/shell.css';
import '../../renderer/style/controls.css';
import '../../renderer/style/updates.css';
import '../../renderer/style/activity.css';
import '../../renderer/style/history.css';
import '../../renderer/style/settings.css';
import { createRoot } from 'react-dom/client';
import { languages } from '../../preload/contract/words.ts';
import { App } from '../../renderer/app.tsx';
import { makeStore } from '../../renderer/bridge.ts';
import { states } from './gallery-states.ts';
import { fakeBridge } from './snapshots.ts';

const asked = new URLSearchParams(location.search);
const state = states[asked.get('state') ?? 'updates-many'];
const root = document.getElementById('root');
if (state === undefined || root === null) throw new Error('no such state');
const language = languages.find((each) => each === asked.get('language')) ?? 'en';
const theme = asked.get('theme') === 'dark' ? 'dark' : 'light';
location.hash = state.screen;
if (asked.get('dir') === 'rtl') document.documentElement.dir = 'rtl';
const bridge = fakeBridge(
  { ...state.snapshot, language, settings: { ...state.snapshot.settings, theme } },
  { ...state.options, ...(state.log === undefined ? {} : { log: state.log }) },
);
Object.assign(window, {
  bridge,
  shown: state.snapshot,
  stateNames: Object.keys(states),
  press: state.press ?? null,
});
createRoot(root).render(<App store={makeStore(bridge)} language="en-GB" />);
