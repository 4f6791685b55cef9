import { observer } from 'mobx-react-lite';
import { useStores } from '../store/stores';

export const Starting = observer(function Starting() {
  const { session } = useStores();
  if (session.isUnreachable && !session.isLoading) return <Unreachable />;
  return (
    <section className="card starting" aria-busy="true">
      <span className="spinner" aria-hidden="true" />
      <p role="status">Asking the server who you are…</p>
    </section>
  );
});

const Unreachable = observer(function Unreachable() {
  const { session } = useStores();
  return (
    <section className="card starting">
      <h1 className="card-title">The server does not answer</h1>
      <p role="alert">
        That says nothing about your session, so it is kept. Start the server (<code>cargo xtask demo</code>) or wait a
        moment.
      </p>
      <button type="button" className="button button-main" onClick={() => void session.checkAuth()}>
        Try again
      </button>
    </section>
  );
});
