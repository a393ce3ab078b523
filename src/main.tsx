/** Composition root: the store, the address bar and the page meet here and nowhere else. */
import { createRoot } from 'react-dom/client';
import './styles/index.css';
import { App } from './components/app/App';
import { createAppStore } from './store/app-store';
import { bindToAddressBar } from './store/address-bar';
import { StoreProvider } from './components/app/store-context';
import { registerServiceWorker } from './pwa';

const root = document.getElementById('root');
if (root !== null) {
  const store = createAppStore();
  bindToAddressBar(store, window);
  createRoot(root).render(
    <StoreProvider store={store}>
      <App />
    </StoreProvider>,
  );
}
/** Fetches the lazy parts once the page stands, so that nothing is asked of the network later. */
const warmUp = (): void => {
  void import('./components/machine/Machine');
  void import('./components/diagnose/Diagnose');
  void import('./components/ui/Drawer');
  void import('./components/ui/motion-features');
  void import('./components/app/HelpDialog');
  for (const face of document.fonts) face.load().catch(() => undefined);
};
if (document.readyState === 'complete') warmUp();
else addEventListener('load', warmUp, { once: true });
registerServiceWorker();
