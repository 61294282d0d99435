import { createMemoryApi } from '../api/memory/index.js';
import { demoTexts } from '../i18n/en.demo.js';
import { tokens } from '../styles/tokens.js';
import {
  samplePhoto,
  sampleSessions,
  sampleUsers,
  sampleWorkspace,
} from '../testing/sample/index.js';
import type { Demo } from '../components/review-provider/demo-source.js';
import { demoStyles } from './demo.styles.js';

const sessionCount = 120;

/** What is shown in an editor's preview: fictional people, who are forgotten with the page. */
export const createDemoApi: Demo['createDemoApi'] = () => {
  const { actor, ...workspace } = sampleWorkspace();
  const sessions = sampleSessions({
    count: sessionCount,
    seed: 'demo',
    now: new Date(),
    companyName: demoTexts['demo.mark'],
  });
  return createMemoryApi({
    sessions,
    photos: samplePhoto,
    actor: { ...actor, ...sampleUsers[1] },
    workspace: {
      ...workspace,
      company: { ...workspace.company, name: demoTexts['demo.mark'] },
      // Nothing here needs a backend's records.
      capabilities: ['decide', 'edit-client', 'add-note', 'screening'],
    },
  });
};

/** Marks what an element shows as demo data. Without the mark, demo data is never shown. */
export const markAsDemo: Demo['markAsDemo'] = (root) => {
  const mark = document.createElement('div');
  const title = document.createElement('strong');
  const explanation = document.createElement('span');
  mark.className = 'demo';
  mark.setAttribute('part', 'demo-mark');
  mark.setAttribute('role', 'note');
  const inside = mark.attachShadow({ mode: 'open' });
  inside.adoptedStyleSheets = [tokens, demoStyles].flatMap(({ styleSheet }) => styleSheet ?? []);
  inside.append(title, explanation);
  root.prepend(mark);
  const inset = new CSSStyleSheet();
  root.adoptedStyleSheets.push(inset);
  const observer = new ResizeObserver(() => {
    // The console's own bars stay below the mark.
    inset.replaceSync(`:host { --kv-review-console-inset: ${mark.offsetHeight}px; }`);
  });
  observer.observe(mark);
  return {
    setLanguage: (localizer) => {
      const translated = localizer.withTexts(demoTexts);
      title.textContent = translated.term('demo.mark');
      explanation.textContent = translated.term('demo.explanation');
    },
    remove: () => {
      observer.disconnect();
      mark.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== inset);
    },
  };
};
