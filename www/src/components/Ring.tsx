import type { ReactNode } from 'react';

const RADIUS = 54;
const LENGTH = 2 * Math.PI * RADIUS;

export function Ring({ share, children }: { share: number; children: ReactNode }) {
  const offset = LENGTH * (1 - Math.min(1, Math.max(0, share)));
  return (
    <div className="ring">
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <circle className="ring-track" cx="60" cy="60" r={RADIUS} />
        <circle className="ring-rest" cx="60" cy="60" r={RADIUS} strokeDasharray={LENGTH} strokeDashoffset={offset} />
      </svg>
      <div className="ring-inside">{children}</div>
    </div>
  );
}
