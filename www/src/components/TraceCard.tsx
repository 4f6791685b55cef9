import { observer } from 'mobx-react-lite';
import { useStores } from '../store/stores';
import { TraceLine } from './TraceLine';

export const TraceCard = observer(function TraceCard() {
  const { trace } = useStores();
  return (
    <section className="card" aria-labelledby="trace-title">
      <div className="card-head">
        <h2 id="trace-title" className="card-title">
          What happened
        </h2>
        <button type="button" className="button button-quiet" onClick={() => trace.clear()}>
          Clear
        </button>
      </div>
      {trace.rows.length === 0 ? (
        <p className="empty">No calls yet.</p>
      ) : (
        <ol className="trace" aria-label="Trace" tabIndex={0}>
          {trace.rows.map((row) => (
            <TraceLine key={row.id} row={row} />
          ))}
        </ol>
      )}
      <p className="small-print">
        Newest first: one line a call and one a refresh, as <code>api.on('trace', …)</code> tells of them, and the
        session’s events.
      </p>
    </section>
  );
});
