import { API_URL } from '../http/api_url';

export function Footer() {
  return (
    <footer className="footer">
      <span>
        Talking to <code>{API_URL}</code>
      </span>
      <span>React, MobX and the packed evertoken tarball. No init call, no bundler plugin.</span>
    </footer>
  );
}
