import { AuthForm } from './AuthForm';
import { Listing } from './Listing';
import { PageHeading } from './PageHeading';

export function Landing() {
  return (
    <div className="landing">
      <section className="pitch">
        <PageHeading className="pitch-title">
          Your token expires. <em>You notice nothing.</em>
        </PageHeading>
        <p className="pitch-text">
          Log in and get an access token that lives for seconds. Let it die, keep clicking: the rejected call is refreshed
          and replayed, once, however many calls were waiting.
        </p>
        <Listing />
      </section>
      <AuthForm />
    </div>
  );
}
