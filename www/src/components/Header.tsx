import { observer } from 'mobx-react-lite';
import { useStores } from '../store/stores';
import { Logo } from './Logo';

const STATUS_WORDS = { unknown: 'unknown', authenticated: 'authenticated', anonymous: 'anonymous' } as const;

export const Header = observer(function Header() {
  const { session } = useStores();
  const { status } = session.live;
  return (
    <header className="header">
      <div className="header-inner">
        <div className="brand">
          <Logo />
          <span className="wordmark">evertoken</span>
          <span className={`pill pill-${status}`} role="status" aria-label={`Session: ${STATUS_WORDS[status]}`}>
            {STATUS_WORDS[status]}
          </span>
        </div>
        {session.isAuth && (
          <div className="who">
            <span className="who-email" title={session.user?.email}>
              {session.user?.email}
            </span>
            <button type="button" className="button" onClick={() => void session.logout()}>
              Log out
            </button>
          </div>
        )}
      </div>
    </header>
  );
});
