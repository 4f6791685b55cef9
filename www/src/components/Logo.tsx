export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="logo-ground" width="32" height="32" rx="9" />
      <path className="logo-arrow" d="M23.5 12.2A8.6 8.6 0 1 0 24.6 17" />
      <path className="logo-arrow" d="M24.6 6.8v6.1h-6.1" />
      <circle className="logo-token" cx="16" cy="16" r="2.6" />
    </svg>
  );
}
