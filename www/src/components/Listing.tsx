import { API_URL } from '../http/api_url';

/** Set by hand: six lines need no highlighter. */
export function Listing() {
  return (
    <figure className="listing">
      <figcaption>This page’s whole integration</figcaption>
      <pre tabIndex={0} aria-label="Source code of the integration">
        <code>
          <b>import</b> {'{ ApiClient }'} <b>from</b> <q>'evertoken'</q>;{'\n\n'}
          <b>const</b> api = <b>new</b> ApiClient({'{'}
          {'\n  '}baseURL: <q>'{API_URL}'</q>,{'\n  '}withCredentials: <b>true</b>,{'\n'}
          {'}'});{'\n\n'}
          <b>const</b> {'{ data }'} = <b>await</b> api.get(<q>'/users'</q>);
        </code>
      </pre>
    </figure>
  );
}
