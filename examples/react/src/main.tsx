import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Reviews } from './Reviews';

/** The portal around the reviews: a home page, and two views of the list. */
function Portal() {
  const [page, setPage] = useState<'home' | 'awaiting' | 'rejected'>('awaiting');
  return (
    <>
      <nav>
        <button onClick={() => setPage('home')}>Home</button>
        <button onClick={() => setPage('awaiting')}>Awaiting action</button>
        <button onClick={() => setPage('rejected')}>Rejections</button>
      </nav>
      {page === 'home' ? <h1>Home</h1> : <Reviews view={page} />}
    </>
  );
}

const app = document.getElementById('app');
if (!app) throw new Error('The page has no element with the id "app".');
createRoot(app).render(
  <StrictMode>
    <Portal />
  </StrictMode>,
);
