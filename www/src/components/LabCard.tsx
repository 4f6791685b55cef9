import { observer } from 'mobx-react-lite';
import { useStores } from '../store/stores';

export const LabCard = observer(function LabCard() {
  const { lab } = useStores();
  if (lab.counters === undefined) return null;
  const { refreshes, requests, unauthorized } = lab.counters;
  return (
    <section className="card lab" aria-labelledby="lab-title">
      <h2 id="lab-title" className="card-title">
        The server’s side
      </h2>
      <dl className="counters">
        <Counter name="refreshes" value={refreshes} />
        <Counter name="requests" value={requests} />
        <Counter name="rejected" value={unauthorized} />
      </dl>
      <div className="lab-buttons">
        <button type="button" className="button" onClick={() => void lab.expireToken()}>
          Expire my token now
        </button>
        <button type="button" className="button button-danger" onClick={() => void lab.revokeSessions()}>
          Kill the refresh cookie
        </button>
      </div>
      <p className="small-print" role="status" aria-label="Lab">
        {lab.message}
      </p>
    </section>
  );
});

function Counter({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-testid={`counter-${name}`}>{value}</dd>
    </div>
  );
}
