import { observer } from 'mobx-react-lite';
import { useEffect } from 'react';
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

const Room = observer(function Room() {
  const { session } = useStores();
  switch (session.snapshot.status) {
    case 'unknown':
      return <Starting />;
    case 'anonymous':
      return <Landing />;
    case 'authenticated':
      return <Dashboard />;
  }
});
