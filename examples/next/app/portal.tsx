'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';

/** The elements exist in browsers only: the server renders the line in their place. */
const Reviews = dynamic(() => import('./reviews').then(({ Reviews }) => Reviews), {
  ssr: false,
  loading: () => <p>Loading the reviews…</p>,
});

/** The portal around the reviews: a home page, and two views of the list. */
export function Portal() {
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
