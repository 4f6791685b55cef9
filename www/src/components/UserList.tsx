import { observer } from 'mobx-react-lite';
import type { User } from '../models/user';
import { useStores } from '../store/stores';

export const UserList = observer(function UserList() {
  const { users, session } = useStores();
  if (users.list === undefined) {
    return <p className="empty">Nothing loaded yet. The list is for logged-in people only.</p>;
  }
  return (
    <ul className="user-list" aria-label="User list">
      {users.list.map((user) => (
        <UserLine key={user.id} user={user} isYou={user.id === session.user?.id} />
      ))}
    </ul>
  );
});

function UserLine({ user, isYou }: { user: User; isYou: boolean }) {
  return (
    <li className="user">
      <span className="avatar" aria-hidden="true">
        {user.email.charAt(0).toUpperCase()}
      </span>
      <span className="user-email">{user.email}</span>
      {isYou && <span className="chip chip-you">you</span>}
      <span className="user-state">{user.isActivated ? 'activated' : 'not activated'}</span>
    </li>
  );
}
