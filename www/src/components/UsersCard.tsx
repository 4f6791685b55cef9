import { observer } from 'mobx-react-lite';
import { useStores } from '../store/stores';
import { UserList } from './UserList';

export const UsersCard = observer(function UsersCard() {
  const { users } = useStores();
  return (
    <section className="card" aria-labelledby="users-title">
      <div className="card-head">
        <h2 id="users-title" className="card-title">
          Users
        </h2>
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            checked={users.isReloading}
            onChange={(event) => users.setReloading(event.target.checked)}
          />
          <span>Reload every 3 s</span>
        </label>
      </div>
      <div className="toolbar">
        <button type="button" className="button button-main" onClick={() => void users.load()}>
          Load users
        </button>
        <button type="button" className="button" onClick={() => void users.loadTenTimes()}>
          Ten calls at once
        </button>
        <p className="toolbar-message" role="status" aria-label="Result" aria-live={users.isReloading ? 'off' : 'polite'}>
          {users.isLoading && !users.isReloading ? 'Loading…' : users.message}
        </p>
      </div>
      {users.failure !== '' && (
        <p className="form-message" role="alert">
          {users.failure}
        </p>
      )}
      <UserList />
    </section>
  );
});
