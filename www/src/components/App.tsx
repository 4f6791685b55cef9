import { useSession } from 'evertoken/react';
import { useEffect } from 'react';
import { api } from '../http/api';
import { useStores } from '../store/stores';
import { Dashboard } from './Dashboard';
import { Footer } from './Footer';
import { Header } from './Header';
import { Landing } from './Landing';
import { Notice } from './Notice';
import { Starting } from './Starting';

export function App() {
  const { session } = useStores();
  useEffect(() => void session.checkAuth(), [session]);
  return (
    <div className="page">
      <Header />
      <main className="main">
        <Notice />
        <Room />
      </main>
      <Footer />
    </div>
  );
}

function Room() {
  const { status } = useSession(api);
  switch (status) {
    case 'unknown':
      return <Starting />;
    case 'anonymous':
      return <Landing />;
    case 'authenticated':
      return <Dashboard />;
  }
}
