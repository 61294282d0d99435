import { connection } from 'next/server';
import { Portal } from './portal';

export default async function Page() {
  // A nonce is for one answer, so the page cannot be rendered ahead.
  await connection();
  return <Portal />;
}
