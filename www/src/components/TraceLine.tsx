import { observer } from 'mobx-react-lite';
import type { Row } from '../store/trace_store';

export const TraceLine = observer(function TraceLine({ row }: { row: Row }) {
  return (
    <li className="trace-line">
      <time className="trace-time">{new Date(row.at).toLocaleTimeString('en-GB')}</time>
      <span className="trace-title">{row.title}</span>
      <span className="trace-steps">
        {row.steps.map((step, index) => (
          <span key={index} className={`chip chip-${step.kind}`}>
            {step.label}
          </span>
        ))}
      </span>
      <span className="trace-duration">{durationWords(row)}</span>
    </li>
  );
});

function durationWords({ duration }: Row): string {
  if (duration === undefined) return '…';
  return duration === 0 ? '' : `${duration} ms`;
}
