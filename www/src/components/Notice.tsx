import { observer } from 'mobx-react-lite';
import { useStores } from '../store/stores';

/** The live region is always there, so that a screen reader hears what appears in it. */
export const Notice = observer(function Notice() {
  const { session } = useStores();
  return (
    <div role="status" aria-live="polite" aria-label="Notice">
      {session.notice !== '' && (
        <div className="notice">
          <p>{session.notice}</p>
          <button type="button" className="button button-quiet" onClick={() => session.say('')}>
            Dismiss
          </button>
        </div>
      )}
    </div>
  );
});
