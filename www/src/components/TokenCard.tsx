import { observer } from 'mobx-react-lite';
import { useStores } from '../store/stores';
import { Ring } from './Ring';

type TokenState = 'valid' | 'ending' | 'expired' | 'refreshing' | 'timeless';

const EXPLANATIONS: Record<TokenState, string> = {
  valid: 'Calls go out with this token.',
  ending: 'About to expire. Nothing to do.',
  expired: 'The next call will be rejected, refreshed and replayed. Its caller will not notice.',
  refreshing: 'A refresh is in flight. Callers wait, no one is told.',
  timeless: 'This token does not say when it expires.',
};

export const TokenCard = observer(function TokenCard() {
  const { clock, session } = useStores();
  const { expiresAt, isRefreshing } = session.live;
  const leftMs = expiresAt === undefined ? undefined : Math.max(0, expiresAt - clock.now);
  const share = expiresAt === undefined || leftMs === undefined ? 1 : leftMs / Math.max(1, expiresAt - session.tokenReceivedAt);
  const state = tokenState(leftMs, share, isRefreshing);
  return (
    <section className="card token" data-state={state} aria-labelledby="token-title">
      <h2 id="token-title" className="card-title">
        Access token
      </h2>
      <Ring share={share}>
        <p role="timer" aria-labelledby="token-title" className="countdown">
          <Countdown leftMs={leftMs} />
        </p>
      </Ring>
      <p className="token-explanation">{EXPLANATIONS[state]}</p>
      <dl className="facts">
        <div>
          <dt>Renewed unseen</dt>
          <dd data-testid="renewals">{session.renewals} ×</dd>
        </div>
        <div>
          <dt>{state === 'expired' ? 'Expired at' : 'Expires at'}</dt>
          <dd>{expiresAt === undefined ? '–' : new Date(expiresAt).toLocaleTimeString('en-GB')}</dd>
        </div>
      </dl>
    </section>
  );
});

function Countdown({ leftMs }: { leftMs: number | undefined }) {
  if (leftMs === undefined) return <span className="countdown-word">no end</span>;
  if (leftMs === 0) return <span className="countdown-word">expired</span>;
  const seconds = Math.ceil(leftMs / 1000);
  if (seconds < 120) return <><span className="countdown-number">{seconds}</span> s</>;
  return <><span className="countdown-number">{Math.floor(seconds / 60)}</span> min</>;
}

function tokenState(leftMs: number | undefined, share: number, isRefreshing: boolean): TokenState {
  if (isRefreshing) return 'refreshing';
  if (leftMs === undefined) return 'timeless';
  if (leftMs === 0) return 'expired';
  return share < 0.25 ? 'ending' : 'valid';
}
